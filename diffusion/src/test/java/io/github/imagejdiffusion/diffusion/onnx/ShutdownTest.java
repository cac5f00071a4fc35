package io.github.imagejdiffusion.diffusion.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Work of ONNX Runtime may go on while the JVM ends. */
class ShutdownTest {

    private static final int STATUS = 5;

    @Test
    void workUnderWayDoesNotCrashAProcessThatEnds() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(Ending.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        assertEquals(STATUS, process.exitValue());
    }

    @Test
    void theEnvironmentOfThisVersionCanBeKept() {
        OnnxEngine.environment();
        assertTrue(Shutdown.keepAlive());
    }

    /** Ends while a thread opens graphs, which logs much, for as long as a shutdown hook lets it. */
    static final class Ending {

        private Ending() {}

        public static void main(String[] arguments) throws InterruptedException {
            OrtEnvironment environment = OnnxEngine.environment();
            byte[] graph = TestGraphs.read("encoder");
            CountDownLatch first = new CountDownLatch(1);
            Thread worker = new Thread(() -> {
                while (true) {
                    open(environment, graph);
                    first.countDown();
                }
            });
            worker.setDaemon(true);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> sleep(1000)));
            worker.start();
            first.await();
            System.exit(STATUS);
        }

        private static void open(OrtEnvironment environment, byte[] graph) {
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_VERBOSE);
                environment.createSession(graph, options).close();
            } catch (OrtException e) {
                Runtime.getRuntime().halt(1);
            }
        }

        private static void sleep(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
