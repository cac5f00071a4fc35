package io.github.imagejdiffusion.diffusion.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork.BoundDenoiser;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

class OnnxNetworkClosedTest {

    private static final String CLOSED =
            "IllegalStateException: model tiny was closed; keep it open until all of its results have been read";

    @Test
    void whatIsAskedAfterwardsIsToldThatTheModelWasClosed() {
        OnnxNetwork network = TestGraphs.conditional().open();
        BoundDenoiser denoiser = network.condition(Tensor.zeros(1, 1, 4, 4));
        network.close();
        assertClosed(() -> denoiser.predict(Tensor.zeros(1, 2, 4, 4), 0));
        assertClosed(() -> network.condition(Tensor.zeros(1, 1, 4, 4)));
        denoiser.close();
        OnnxNetwork prior = TestGraphs.unconditional("unconditional").open();
        prior.close();
        assertClosed(prior::unconditional);
    }

    private static void assertClosed(Executable call) {
        assertEquals(CLOSED, name(assertThrows(IllegalStateException.class, call)));
    }

    @Test
    @Timeout(60)
    void threadsThatAreAtWorkAreToldTheSame() throws InterruptedException {
        Set<String> ends = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < 40; round++) {
            OnnxNetwork network = TestGraphs.conditional().open();
            CountDownLatch working = new CountDownLatch(3);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Thread thread = new Thread(() -> ends.add(workUntilItFails(network, working)));
                thread.start();
                threads.add(thread);
            }
            working.await();
            TimeUnit.MICROSECONDS.sleep(50L * round);
            network.close();
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(20));
                assertFalse(thread.isAlive(), "a thread hangs");
            }
        }
        assertEquals(Set.of(CLOSED), ends);
    }

    private static String workUntilItFails(OnnxNetwork network, CountDownLatch working) {
        Tensor image = Tensor.zeros(1, 1, 64, 64);
        Tensor x = Tensor.zeros(2, 2, 64, 64);
        try {
            while (true) {
                try (BoundDenoiser denoiser = network.condition(image)) {
                    denoiser.predict(x, 1);
                    denoiser.predict(x, 0);
                }
                working.countDown();
            }
        } catch (RuntimeException e) {
            working.countDown();
            return name(e);
        }
    }

    private static String name(RuntimeException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
