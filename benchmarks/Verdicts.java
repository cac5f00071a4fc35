import io.github.imagejdiffusion.diffusion.camera.NoiseEstimator;
import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.camera.Residual;
import io.github.imagejdiffusion.diffusion.camera.ResidualSummary;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.restore.Denoise;
import java.awt.image.Raster;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/**
 * Whether the verdict tells bad restorations from good ones: denoises images, spoils the results in ways that users may
 * meet, and counts verdicts of each kind. Prints a table; the file of --list gets every verdict, with its numbers.
 *
 * <p>Usage: benchmarks/verdicts.sh [--list FILE] FOLDER..., each with 8-bit PNG images in FOLDER/noisy, as noisy_pairs.py
 * makes them.
 */
public class Verdicts {

    /** Restorations gone wrong, by name. */
    private final Map<String, float[]> cases = new LinkedHashMap<>();

    private final float[] image;
    private final float[] result;
    private final int width;
    private final int height;
    /** Grey values from the ground to the bright structures of the result. */
    private final float range;

    private Verdicts(float[] image, float[] result, int width) {
        this.image = image;
        this.result = result;
        this.width = width;
        this.height = image.length / width;
        float[] sorted = result.clone();
        Arrays.sort(sorted);
        range = sorted[(int) (0.998 * (sorted.length - 1))] - sorted[(int) (0.01 * (sorted.length - 1))];
    }

    private interface Pixel {
        double at(int i);
    }

    private void add(String name, Pixel pixel) {
        float[] spoilt = new float[result.length];
        for (int i = 0; i < spoilt.length; i++) {
            spoilt[i] = (float) pixel.at(i);
        }
        cases.put(name, spoilt);
    }

    private Map<String, float[]> cases() {
        add("as restored", i -> result[i]);
        add("nothing taken away", i -> image[i]);
        add("half of it taken away", i -> (image[i] + result[i]) / 2);
        add("all but the mean taken away", mean());
        for (double sigma : new double[] {1, 2, 3}) {
            add("blurred by " + (int) sigma + " px", of(blurred(result, sigma)));
        }
        add("Gaussian filter of 2 px instead", of(blurred(image, 2)));
        float[] soft = blurred(result, 1);
        add("sharpened (1 px, 200 %)", i -> 3 * result[i] - 2 * soft[i]);
        add("shifted by 1 px", i -> result[at(i % width - 1, i / width)]);
        add("shifted by half a px", i -> (result[i] + result[at(i % width, i / width - 1)]) / 2);
        add("3 % brighter", i -> 1.03 * result[i]);
        add("3 % darker", i -> 0.97 * result[i]);
        add("3 % of the range added", i -> result[i] + 0.03 * range);
        add("1 structure erased", of(erased(1)));
        add("3 structures erased", of(erased(3)));
        add("1 spot invented", of(invented(1, 0.3, 4)));
        add("3 faint small spots invented", of(invented(3, 0.15, 2)));
        return cases;
    }

    private static Pixel of(float[] values) {
        return i -> values[i];
    }

    private Pixel mean() {
        double sum = 0;
        for (float v : result) {
            sum += v;
        }
        double mean = sum / result.length;
        return i -> mean;
    }

    private int at(int x, int y) {
        return mirrored(y, height) * width + mirrored(x, width);
    }

    private static int mirrored(int i, int size) {
        return i < 0 ? Math.min(size - 1, -i - 1) : i >= size ? Math.max(0, 2 * size - 1 - i) : i;
    }

    private float[] blurred(float[] values, double sigma) {
        return blurred(blurred(values, sigma, 1, 0), sigma, 0, 1);
    }

    private float[] blurred(float[] values, double sigma, int dx, int dy) {
        int reach = (int) Math.ceil(3.5 * sigma);
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            weights[k + reach] = Math.exp(-k * k / (2 * sigma * sigma));
            sum += weights[k + reach];
        }
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            int x = i % width;
            int y = i / width;
            double value = 0;
            for (int k = -reach; k <= reach; k++) {
                value += weights[k + reach] * values[at(x + k * dx, y + k * dy)];
            }
            out[i] = (float) (value / sum);
        }
        return out;
    }

    /** Discs of 7 pixels radius around structures brighter than their surroundings by a fifth of the range are levelled. */
    private float[] erased(int count) {
        float[] smooth = blurred(result, 3);
        float[] ground = blurred(result, 8);
        float[] out = result.clone();
        Random random = new Random(1);
        int done = 0;
        for (int attempt = 0; attempt < 100_000 && done < count; attempt++) {
            int x = 9 + random.nextInt(width - 18);
            int y = 9 + random.nextInt(height - 18);
            int centre = y * width + x;
            if (out[centre] == result[centre] && smooth[centre] - ground[centre] > 0.2 * range) {
                level(out, smooth, x, y);
                done++;
            }
        }
        return out;
    }

    private void level(float[] out, float[] smooth, int x, int y) {
        float lowest = Float.POSITIVE_INFINITY;
        for (int k = 0; k < 29 * 29; k++) {
            lowest = Math.min(lowest, smooth[at(x + k % 29 - 14, y + k / 29 - 14)]);
        }
        for (int k = 0; k < 15 * 15; k++) {
            int dx = k % 15 - 7;
            int dy = k / 15 - 7;
            int i = at(x + dx, y + dy);
            out[i] = dx * dx + dy * dy <= 49 ? Math.min(out[i], lowest) : out[i];
        }
    }

    private float[] invented(int count, double share, double sigma) {
        float[] out = result.clone();
        Random random = new Random(1);
        for (int spot = 0; spot < count; spot++) {
            int x = 20 + random.nextInt(width - 40);
            int y = 20 + random.nextInt(height - 40);
            for (int k = 0; k < 31 * 31; k++) {
                int dx = k % 31 - 15;
                int dy = k / 31 - 15;
                out[at(x + dx, y + dy)] += (float)
                        (share * range * Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma)));
            }
        }
        return out;
    }

    public static void main(String[] args) throws Exception {
        boolean list = args.length > 1 && args[0].equals("--list");
        List<String> folders = Arrays.asList(args).subList(list ? 2 : 0, args.length);
        Map<String, Map<String, int[]>> table = new LinkedHashMap<>();
        try (PrintWriter lines = new PrintWriter(list ? args[1] : "/dev/null");
                DiffusionModel model = DiffusionModel.open(
                        ModelRepository.ofEnvironment(List.of()).resolve("fluorescence-denoise"), DeviceChoice.AUTO)) {
            for (String folder : folders) {
                for (Path file : images(Path.of(folder, "noisy"))) {
                    judge(model, folder, file, table, lines);
                }
            }
        }
        print(table, folders);
    }

    private static Iterable<Path> images(Path folder) throws Exception {
        TreeSet<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.png")) {
            found.forEach(files::add);
        }
        return files;
    }

    private static void judge(
            DiffusionModel model, String folder, Path file, Map<String, Map<String, int[]>> table, PrintWriter lines)
            throws Exception {
        Raster raster = ImageIO.read(file.toFile()).getRaster();
        int width = raster.getWidth();
        float[] image = raster.getSamples(0, 0, width, raster.getHeight(), 0, (float[]) null);
        byte[] bytes = new byte[image.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) image[i];
        }
        Img<UnsignedByteType> input = ArrayImgs.unsignedBytes(bytes, width, raster.getHeight());
        Optional<NoiseModel> noise = NoiseEstimator.estimate(List.of(input));
        Denoise denoise = new Denoise(model);
        float[] restored = denoise.denoise(input, denoise.defaults().build()).values();
        new Verdicts(image, restored, width).cases().forEach((name, result) -> {
            Optional<ResidualSummary> summary = noise.map(found -> {
                Residual residual = Residual.ofDenoised(found, width, 0, 255);
                residual.add(result, image);
                return residual.summary();
            });
            String verdict = summary.map(ResidualSummary::verdict).orElse("not judged: no noise");
            int kind = verdict.startsWith("not consistent") ? 0 : verdict.startsWith("not judged") ? 1 : 2;
            table.computeIfAbsent(name, key -> new LinkedHashMap<>())
                    .computeIfAbsent(folder, key -> new int[3])[kind]++;
            lines.println(String.join(
                    "\t", folder, file.getFileName().toString(), name, verdict, noise + "", summary + ""));
        });
    }

    private static void print(Map<String, Map<String, int[]>> table, List<String> folders) {
        System.out.println("not consistent, not judged, consistent:");
        System.out.println("| case | " + String.join(" | ", folders) + " |");
        System.out.println("| --- |" + " --- |".repeat(folders.size()));
        table.forEach((name, counts) -> {
            StringBuilder line = new StringBuilder("| " + name);
            for (String folder : folders) {
                int[] n = counts.get(folder);
                line.append(" | ").append(n[0]).append(", ").append(n[1]).append(", ").append(n[2]);
            }
            System.out.println(line + " |");
        });
    }
}
