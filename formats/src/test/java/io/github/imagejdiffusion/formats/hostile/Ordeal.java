package io.github.imagejdiffusion.formats.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.Series;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import net.imglib2.FinalInterval;

/**
 * Reads an image of unknown soundness as a program would, and insists: pictures or a {@link FormatsException} of one
 * line that names the file, in bounded time and memory. Nothing else may leave the reader.
 */
public final class Ordeal {

    /** Sound files take milliseconds; only a hang comes near this, on however busy a machine. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final long MOST_PIXELS = 1 << 18;
    private static final int MOST_OF_EACH_AXIS = 3;

    private Ordeal() {}

    /**
     * @param path what to open
     * @param allowedBytes how much the attempt may allocate in all
     * @return whether it was a picture; false if it was refused
     */
    public static boolean survive(Path path, long allowedBytes) {
        return assertTimeoutPreemptively(LIMIT, () -> {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            boolean picture = readAll(path);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated <= allowedBytes, "allocated " + allocated + " bytes, allowed are " + allowedBytes);
            return picture;
        });
    }

    private static boolean readAll(Path path) {
        try (ImageFile file = ImageFiles.open(path)) {
            for (int s = 0; s < Math.min(MOST_OF_EACH_AXIS, file.series().size()); s++) {
                for (int level = 0;
                        level < Math.min(MOST_OF_EACH_AXIS, file.levels(s).size());
                        level++) {
                    readPlanes(file.atLevel(s, level), s);
                }
            }
            return true;
        } catch (FormatsException e) {
            assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            return false;
        } catch (RuntimeException | Error e) {
            return fail("leaked " + e, e);
        }
    }

    private static void readPlanes(ImageFile file, int series) {
        Series s = file.series().get(series);
        for (int t = 0; t < Math.min(MOST_OF_EACH_AXIS, s.sizeT()); t++) {
            for (int z = 0; z < Math.min(MOST_OF_EACH_AXIS, s.sizeZ()); z++) {
                for (int c = 0; c < Math.min(MOST_OF_EACH_AXIS, s.sizeC()); c++) {
                    assertTrue(file.unit(series, c, z, t).dimension(0) > 0);
                    int width = (int) Math.min(s.sizeX(), MOST_PIXELS);
                    int height = (int) Math.min(s.sizeY(), Math.max(1, MOST_PIXELS / width));
                    file.region(series, c, z, t, new FinalInterval(width, height));
                    file.region(series, c, z, t, FinalInterval.createMinSize(s.sizeX() - 1L, s.sizeY() - 1L, 1, 1));
                }
            }
        }
    }
}
