package io.evenkeel.testchain.fault;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps the next exchange of one method from going on, so that what happens meanwhile happens exactly there. */
public final class Hold {
    /** Where in the exchange. */
    public enum Place {
        /** The node has not heard of it. If it is let go, it is thrown away. */
        BEFORE_DELIVERY,
        /** The node has done it and nobody has been told. */
        AFTER_DELIVERY
    }

    private final String method;
    private final Place place;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Hold(String method, Place place) {
        this.method = method;
        this.place = place;
    }

    String method() {
        return method;
    }

    Place place() {
        return place;
    }

    /** Whether an exchange is being held. */
    public boolean isReached() {
        return reached.getCount() == 0;
    }

    /** Lets go. */
    public void release() {
        released.countDown();
    }

    void await(Duration longest) throws InterruptedException {
        reached.countDown();
        released.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }
}
