package io.github.imagejdiffusion.diffusion.onnx;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.onnxruntime.engine.OrtEngineProvider;
import ai.djl.onnxruntime.engine.OrtNDManager;
import ai.onnxruntime.OrtEnvironment;

/**
 * DJL's ONNX Runtime engine, set up once per JVM.
 *
 * <p>ONNX Runtime's environment is a JVM-wide singleton by its own design, and so is DJL's engine; this class only
 * makes sure that both start the way this library needs: found under any context class loader (Fiji's is not ours),
 * no telemetry, no second engine, natives from the shared folder.
 */
final class OnnxEngine {

    private static final String NAME = "OnnxRuntime";

    private OnnxEngine() {}

    /** @throws DeviceUnusableException if the natives cannot be loaded or another program set up ONNX Runtime first */
    static Engine engine() {
        return Holder.start();
    }

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
            setUnlessSet("OPT_OUT_TRACKING", "true");
            setUnlessSet("ai.djl.onnx.disable_alternative", "true");
            NativeLibraries.prepare();
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            try {
                // DJL looks for engines with the context class loader, in a static initialiser that runs only once.
                thread.setContextClassLoader(OnnxEngine.class.getClassLoader());
                Engine.registerEngine(new OrtEngineProvider());
                return Engine.getEngine(NAME);
            } catch (IllegalStateException e) {
                throw new DeviceUnusableException(
                        "ONNX Runtime was already started by another plugin with other settings; restart the program and"
                                + " run imagej-diffusion first",
                        e);
            } catch (EngineException | LinkageError | AssertionError e) {
                throw new DeviceUnusableException(
                        "ONNX Runtime's native library cannot be loaded (" + rootMessage(e)
                                + "); on Windows install the"
                                + " Visual C++ runtime, elsewhere check that the cache folder "
                                + NativeLibraries.cacheRoot(System.getenv()) + " is complete",
                        e);
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        private static void setUnlessSet(String property, String value) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, value);
            }
        }
    }

    static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse(message).strip();
    }
}
