package io.evenkeel.chain;

/** Transaction count of an account: the number the next transaction must carry. */
public record Nonce(long value) implements Comparable<Nonce> {
    public Nonce {
        if (value < 0) {
            throw new IllegalArgumentException("nonce must not be negative, was " + value);
        }
    }

    public Nonce next() {
        return new Nonce(Math.incrementExact(value));
    }

    public boolean isBefore(Nonce other) {
        return value < other.value;
    }

    @Override
    public int compareTo(Nonce other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
