import io.github.imagejdiffusion.formats.write.HyperstackBuilder;
import ij.ImagePlus;
import ij.io.Opener;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import io.github.imagejdiffusion.formats.write.StackFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import net.imglib2.FinalInterval;

/**
 * Milliseconds to read a 16-bit plane of 4096 x 4096 pixels: whole, by regions of 512 x 512 that lie on tiles, by
 * regions that do not, and by ImageJ's own opener. Opening and closing the file is included. The time is that of the
 * processor for the reading thread, which other work on the machine disturbs little; the files are in the system's
 * cache. Ways and files take turns; the first rounds pay for the JVM's compiler and are not counted. Prints a table of
 * medians.
 *
 * <p>Usage: benchmarks/read_regions.sh [ROUNDS]
 */
public class ReadRegions {

    private static final int SIDE = 4096;
    private static final int REGION = 512;
    private static final int WARM_UP = 3;

    private interface Reading {
        void run(Path file) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 9;
        Path folder = Files.createTempDirectory("read-regions");
        Map<String, Path> files = files(folder);
        Map<String, Reading> ways = new LinkedHashMap<>();
        ways.put("whole", file -> regions(file, SIDE, 0));
        ways.put("regions", file -> regions(file, REGION, 0));
        ways.put("regions, shifted", file -> regions(file, REGION, 100));
        ways.put("ImageJ", ReadRegions::imageJ);
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int round = 0; round < WARM_UP + rounds; round++) {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                for (Map.Entry<String, Reading> way : ways.entrySet()) {
                    boolean striped = file.getKey().startsWith("ImageJ");
                    if (way.getKey().equals("ImageJ") && !striped) {
                        continue;
                    }
                    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                    way.getValue().run(file.getValue());
                    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                    double milliseconds = (end - start) / 1e6;
                    if (round >= WARM_UP) {
                        times.computeIfAbsent(file.getKey() + way.getKey(), key -> new ArrayList<>())
                                .add(milliseconds);
                    }
                }
            }
        }
        System.out.println("| file | whole, ms | by regions, ms | ratio | by shifted regions, ms | ratio | ImageJ, ms |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (String file : files.keySet()) {
            double whole = median(times.get(file + "whole"));
            double regions = median(times.get(file + "regions"));
            double shifted = median(times.get(file + "regions, shifted"));
            List<Double> imageJ = times.get(file + "ImageJ");
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.2f | %.0f | %.2f | %s |%n",
                    file,
                    whole,
                    regions,
                    regions / whole,
                    shifted,
                    shifted / whole,
                    imageJ == null ? "cannot" : String.format(Locale.ROOT, "%.0f", median(imageJ)));
        }
        for (Path file : files.values()) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    private static void regions(Path path, int size, int shift) {
        try (ImageFile file = ImageFiles.open(path)) {
            for (int y = -shift; y < SIDE; y += size) {
                for (int x = -shift; x < SIDE; x += size) {
                    file.region(0, 0, 0, 0, FinalInterval.createMinMax(
                            Math.max(0, x), Math.max(0, y), Math.min(SIDE, x + size) - 1, Math.min(SIDE, y + size) - 1));
                }
            }
        }
    }

    private static void imageJ(Path path) {
        ImagePlus image = new Opener().openImage(path.toString());
        if (image.getProcessor().getWidth() != SIDE) {
            throw new IllegalStateException("ImageJ did not read " + path);
        }
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Map<String, Path> files(Path folder) throws IOException {
        float[] pixels = field();
        Map<String, Path> files = new LinkedHashMap<>();
        for (StackFormat format : List.of(StackFormat.IMAGEJ, StackFormat.OME)) {
            HyperstackBuilder builder = HyperstackWriter.builder(
                            folder.resolve("field.tif"), SIDE, SIDE, PixelType.UINT16)
                    .format(format);
            try (HyperstackWriter out = builder.open()) {
                out.writeRows(pixels);
                out.finish();
            }
            files.put(format == StackFormat.OME ? "OME-TIFF, tiles, uncompressed" : "ImageJ TIFF, one strip", builder.path());
        }
        for (String compression : List.of("LZW", "Deflate")) {
            Path path = folder.resolve(compression + ".tif");
            compressed(pixels, compression, path);
            files.put("TIFF, tiles of 256 x 256, " + compression, path);
        }
        return files;
    }

    /** Something like nuclei, and noise. */
    private static float[] field() {
        Random random = new Random(1);
        float[] pixels = new float[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            double nucleus = Math.sin(i % SIDE / 9.0) * Math.sin(i / SIDE / 9.0);
            pixels[i] = (float) Math.rint(300 + 2000 * Math.max(0, nucleus) + 20 * random.nextGaussian());
        }
        return pixels;
    }

    private static void compressed(float[] pixels, String compression, Path path) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_USHORT_GRAY);
        int[] row = new int[SIDE];
        for (int y = 0; y < SIDE; y++) {
            int from = y * SIDE;
            Arrays.setAll(row, x -> (int) pixels[from + x]);
            image.getRaster().setPixels(0, y, SIDE, 1, row);
        }
        ImageWriter writer = null;
        for (var all = ImageIO.getImageWritersByFormatName("tiff"); writer == null; ) {
            ImageWriter next = all.next();
            writer = next.getClass().getName().startsWith("com.sun.imageio") ? next : null;
        }
        try (ImageOutputStream out = ImageIO.createImageOutputStream(path.toFile())) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(compression);
            param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
            param.setTiling(256, 256, 0, 0);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
    }
}
