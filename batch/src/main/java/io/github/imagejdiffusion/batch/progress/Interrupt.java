package io.github.imagejdiffusion.batch.progress;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C and SIGTERM end the work between two network calls: the JVM waits in a shutdown hook until the working
 * thread has finished the files it was writing, or removed them, and closed its native objects. The JVM itself then exits
 * with 128 + the signal's number: 130 for Ctrl-C.
 */
public final class Interrupt implements AutoCloseable {

    private static final int GRACE_SECONDS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::waitForEnd, "imagej-diffusion-interrupt");
    private volatile boolean requested;

    private Interrupt() {}

    /** Watches until closed. */
    public static Interrupt onTermination() {
        Interrupt interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    /** To be called often by the working thread. @throws CancellationException once termination was asked for */
    public void check() {
        if (requested) {
            throw new CancellationException("cancelled");
        }
    }

    private void waitForEnd() {
        requested = true;
        try {
            ended.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The shutdown began in this very moment; the hook runs and finds the latch open.
                requested = true;
            }
        }
    }
}
