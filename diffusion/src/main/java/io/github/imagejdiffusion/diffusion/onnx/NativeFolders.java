package io.github.imagejdiffusion.diffusion.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What keeps native libraries from being unpacked or loaded, and what to do about it. */
final class NativeFolders {

    /** What Linux says of a disk whose files may not be run, and of a process that may not have more memory. */
    private static final String NOT_MAPPED = "failed to map segment";

    private static final double MEBIBYTE = 1L << 20;

    private NativeFolders() {}

    /**
     * To be called before ONNX Runtime unpacks its libraries to the temporary folder by itself, as it would speak of
     * anything but a full disk.
     *
     * @param cache the folder that could not be used
     * @throws DeviceUnusableException if there is less room than they need; not if the disk cannot be asked
     */
    static void requireRoom(Path cache, Path temporary, long bytes) {
        try {
            requireRoom(cache, temporary, bytes, Files.getFileStore(temporary).getUsableSpace());
        } catch (IOException e) {
            // A folder that does not exist has a message of its own, when loading fails.
        }
    }

    /** @param free bytes that may be written to the temporary folder */
    static void requireRoom(Path cache, Path temporary, long bytes, long free) {
        if (bytes > free) {
            String message = String.format(
                    Locale.ROOT,
                    "ONNX Runtime's native libraries need %.0f MB in %s, which cannot be written, or in the temporary"
                            + " folder %s, which has %.0f MB free; free some space, or name another folder with"
                            + " IMAGEJ_DIFFUSION_CACHE",
                    Math.ceil(bytes / MEBIBYTE),
                    cache,
                    temporary,
                    Math.floor(free / MEBIBYTE));
            throw new DeviceUnusableException(message, null);
        }
    }

    /** What to do about libraries that cannot be loaded. @param reason in the words of the system */
    static String advice(String reason) {
        return reason.contains(NOT_MAPPED)
                ? "where that disk may not run programs (noexec), name another folder with IMAGEJ_DIFFUSION_CACHE; where"
                        + " memory is limited (ulimit -v), allow more"
                : "on Windows install the Visual C++ runtime, elsewhere delete that folder so that it is unpacked anew";
    }
}
