package io.evenkeel.keeper.trigger;

/** Something that offers a schedule trigger again and again until it is closed. */
public interface Schedule extends AutoCloseable {
    @Override
    void close();
}
