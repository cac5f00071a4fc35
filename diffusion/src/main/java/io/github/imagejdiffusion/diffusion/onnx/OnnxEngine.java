package io.github.imagejdiffusion.diffusion.onnx;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.onnxruntime.engine.OrtEngineProvider;
import ai.djl.onnxruntime.engine.OrtNDManager;
import ai.onnxruntime.OrtEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * DJL's ONNX Runtime engine, set up once per JVM.
 *
 * <p>ONNX Runtime's environment is a JVM-wide singleton by its own design, and so is DJL's engine; this class only
 * makes sure that both start the way this library needs: found under any context class loader (Fiji's is not ours),
 * no telemetry, no second engine, natives from the shared folder.
 */
final class OnnxEngine {

    private static final String NAME = "OnnxRuntime";

    /** DJL's switch against loading a second engine for what ONNX Runtime cannot do. */
    private static final String SINGLE_ENGINE = "ai.djl.onnx.disable_alternative";

    private OnnxEngine() {}

    /** Starts it if need be. @throws DeviceUnusableException if the natives cannot be loaded or are set up otherwise */
    static Engine engine() {
        return Holder.start();
    }

    /** ONNX Runtime's own singleton, for sessions. @throws DeviceUnusableException as {@link #engine} */
    static OrtEnvironment environment() {
        engine();
        return OrtEnvironment.getEnvironment();
    }

    /** A manager whose arrays are ONNX Runtime tensors. Close it. */
    static OrtNDManager newManager() {
        NDManager manager = engine().newBaseManager(Device.cpu());
        return (OrtNDManager) manager;
    }

    private static final class Holder {

        private static Engine engine;

        private static synchronized Engine start() {
            if (engine == null) {
                engine = load();
            }
            return engine;
        }

        private static Engine load() {
            if (System.getProperty(SINGLE_ENGINE) == null) {
                System.setProperty(SINGLE_ENGINE, "true");
            }
            Telemetry.switchOff();
            if (NativeLibraries.prepare().isEmpty()) {
                NativeFolders.requireRoom(
                        NativeLibraries.cacheRoot(System.getenv()), temporaryFolder(), NativeLibraries.bytes());
            }
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            try {
                // DJL looks for engines with the context class loader, in a static initialiser that runs only once.
                thread.setContextClassLoader(OnnxEngine.class.getClassLoader());
                Engine.registerEngine(new OrtEngineProvider());
                Engine started = Engine.getEngine(NAME);
                Telemetry.switchOff(OrtEnvironment.getEnvironment());
                Shutdown.keepAlive();
                return started;
            } catch (EngineException | IllegalStateException | LinkageError | AssertionError e) {
                throw unusable(e);
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        private static Path temporaryFolder() {
            return Path.of(System.getProperty("java.io.tmpdir"));
        }

        private static DeviceUnusableException unusable(Throwable e) {
            String reason = rootMessage(e);
            // Wrapped in an ExceptionInInitializerError: only ONNX Runtime's words tell the two cases apart.
            if (reason.contains("OrtEnvironment, but one already exists")) {
                return new DeviceUnusableException(
                        "ONNX Runtime was already started by another plugin with other settings; restart the program and"
                                + " run imagej-diffusion first",
                        e);
            }
            Path temporary = temporaryFolder();
            if (!Files.isWritable(temporary)) {
                return new DeviceUnusableException(
                        "the temporary folder " + temporary
                                + " cannot be written, but ONNX Runtime needs one; give Java"
                                + " another, for example with JAVA_OPTS=-Djava.io.tmpdir=FOLDER",
                        e);
            }
            return new DeviceUnusableException(
                    "ONNX Runtime's native library cannot be loaded (" + reason + ") from "
                            + System.getProperty(NativeLibraries.PATH_PROPERTY, "the temporary folder")
                            + "; " + NativeFolders.advice(reason),
                    e);
        }
    }

    /** First line of the innermost cause's message. */
    static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse(message).strip();
    }
}
