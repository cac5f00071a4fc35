package io.github.imagejdiffusion.diffusion.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * Keeps ONNX Runtime alive while the JVM ends.
 *
 * <p>Its Java binding frees the environment, and with it the logger that every call may use, in a shutdown hook of its
 * own, which runs beside all others: a network call that is still under way, as while a cancelled command finishes, then
 * reads freed memory, and the process crashes in place of its exit code. The environment counts its users, so one more,
 * never released, keeps it until the process is gone.
 */
final class Shutdown {

    private Shutdown() {}

    /**
     * To be called once, after the environment was made.
     *
     * @return whether it is kept: not by a version of ONNX Runtime that has other private methods
     */
    static boolean keepAlive() {
        try {
            Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            Method create = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            api.setAccessible(true);
            create.setAccessible(true);
            int level = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue();
            create.invoke(null, api.getLong(null), level, OrtEnvironment.DEFAULT_NAME);
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Nothing that works without it would work better for failing here: a crash while ending is rare.
            return false;
        }
    }
}
