package io.github.imagejdiffusion.diffusion.onnx;

import ai.onnxruntime.OrtEnvironment;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork.BoundDenoiser;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of its own: how the engine starts can be tried only once per JVM. */
final class FreshJvm {

    private FreshJvm() {}

    /** Runs {@link #main} in a new JVM and returns what it printed. */
    static String run(Path cache, List<String> options, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(
                List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.add(FreshJvm.class.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("IMAGEJ_DIFFUSION_CACHE", cache.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "exit " + process.waitFor();
    }

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        List<String> wishes = List.of(arguments);
        if (wishes.contains("runtime-first")) {
            OrtEnvironment.getEnvironment().getVersion();
        }
        ClassLoader foreign = new URLClassLoader(new URL[0], null);
        Thread.currentThread().setContextClassLoader(foreign);
        for (int attempt = 0; attempt < 2; attempt++) {
            try (OnnxNetwork network = TestGraphs.conditional().open();
                    BoundDenoiser denoiser = network.condition(Tensor.zeros(1, 1, 2, 2))) {
                print("predicted "
                        + denoiser.predict(Tensor.zeros(1, 2, 2, 2), 100).get(0, 0, 0, 0));
            } catch (DeviceUnusableException e) {
                print("unusable: " + e.getMessage());
            }
        }
        print("loader kept: " + (Thread.currentThread().getContextClassLoader() == foreign));
        print("natives: " + System.getProperty(NativeLibraries.PATH_PROPERTY));
        print("called home: " + lastCallHome());
    }

    /** When DJL's telemetry last went past its switches, 0 for never. */
    private static long lastCallHome() throws ReflectiveOperationException {
        Field field = Class.forName("ai.djl.util.Ec2Utils").getDeclaredField("lastCheckIn");
        field.setAccessible(true);
        return field.getLong(null);
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
