package io.github.imagejdiffusion.diffusion.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Unpacks ONNX Runtime's native libraries once, to a folder that later processes share.
 *
 * <p>ONNX Runtime by itself unpacks 30 MB (CPU) or 700 MB (CUDA) to the temporary folder at every start and leaves them
 * there when the process is killed. The folder is {@code $IMAGEJ_DIFFUSION_CACHE}, else {@code $XDG_CACHE_HOME} or the
 * platform's cache folder, plus {@code imagej-diffusion}; in it, {@code onnxruntime-<version>-<platform>} or, for the
 * GPU build, {@code onnxruntime_gpu-<version>-<platform>}. Files are written under a temporary name and renamed when
 * whole, so that processes may start at the same time.
 */
final class NativeLibraries {

    static final String PATH_PROPERTY = "onnxruntime.native.path";

    private static final String RESOURCES = "/ai/onnxruntime/native/";
    private static final List<String> NAMES =
            List.of("onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared", "onnxruntime_providers_cuda");

    private NativeLibraries() {}

    /** Points ONNX Runtime at the shared folder, unless the user has set a folder or none can be written. */
    static Optional<Path> prepare() {
        String chosen = System.getProperty(PATH_PROPERTY);
        if (chosen != null) {
            return Optional.of(Path.of(chosen));
        }
        Optional<Path> folder = unpack(System.getenv());
        folder.ifPresent(f -> System.setProperty(PATH_PROPERTY, f.toString()));
        return folder;
    }

    /**
     * Unpacks what is not there yet.
     *
     * @return the folder, or empty if it cannot be written or there is nothing to unpack
     */
    static Optional<Path> unpack(Map<String, String> environment) {
        String platform = platform();
        URL main = resource(platform, "onnxruntime");
        if (main == null) {
            return Optional.empty();
        }
        try {
            Path folder = cacheRoot(environment).resolve(jarName(main) + "-" + platform);
            Files.createDirectories(folder);
            for (String name : NAMES) {
                URL source = resource(platform, name);
                if (source != null) {
                    copyOnce(source, folder.resolve(System.mapLibraryName(name)));
                }
            }
            return Optional.of(folder);
        } catch (IOException | InvalidPathException e) {
            // A read-only home is normal on clusters: ONNX Runtime then unpacks to the temporary folder by itself.
            return Optional.empty();
        }
    }

    /** Of all libraries of this platform; 0 if there are none, or it is not known. */
    static long bytes() {
        String platform = platform();
        long bytes = 0;
        for (String name : NAMES) {
            URL source = resource(platform, name);
            try {
                bytes +=
                        source == null ? 0 : Math.max(0, source.openConnection().getContentLengthLong());
            } catch (IOException e) {
                // One that cannot be opened takes no room; loading it fails with its own message.
                return bytes;
            }
        }
        return bytes;
    }

    private static void copyOnce(URL source, Path target) throws IOException {
        long size = source.openConnection().getContentLengthLong();
        if (Files.exists(target) && (size < 0 || Files.size(target) == size)) {
            return;
        }
        Path part =
                Files.createTempFile(target.getParent(), target.getFileName().toString(), ".part");
        try {
            try (InputStream in = source.openStream()) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static URL resource(String platform, String library) {
        return NativeLibraries.class.getResource(RESOURCES + platform + "/" + System.mapLibraryName(library));
    }

    /** The file name of the jar, which carries version and flavour: CPU and GPU natives must not share a folder. */
    private static String jarName(URL resource) throws IOException {
        if (resource.openConnection() instanceof JarURLConnection jar) {
            String path = jar.getJarFileURL().getPath();
            return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
        }
        return "onnxruntime-unpacked";
    }

    /** The folder that all versions and platforms share, named in the class comment. */
    static Path cacheRoot(Map<String, String> environment) {
        String own = environment.get("IMAGEJ_DIFFUSION_CACHE");
        if (own != null && !own.isBlank()) {
            return Path.of(own);
        }
        String xdg = environment.get("XDG_CACHE_HOME");
        String local = environment.get("LOCALAPPDATA");
        Path base;
        if (xdg != null && !xdg.isBlank()) {
            base = Path.of(xdg);
        } else if (local != null && !local.isBlank()) {
            base = Path.of(local);
        } else {
            base = Path.of(System.getProperty("user.home", "."), ".cache");
        }
        return base.resolve("imagej-diffusion");
    }

    /** ONNX Runtime's name of this platform, for example {@code linux-x64}. */
    static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux";
        return system + "-" + (arch.startsWith("aarch64") || arch.startsWith("arm64") ? "aarch64" : "x64");
    }
}
