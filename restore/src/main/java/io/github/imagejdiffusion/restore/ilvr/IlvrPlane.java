package io.github.imagejdiffusion.restore.ilvr;

import io.github.imagejdiffusion.diffusion.block.BlockGrid;
import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.model.config.BlockLayout;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork.BoundDenoiser;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.noise.NoiseStream;
import io.github.imagejdiffusion.diffusion.paired.Draws;
import io.github.imagejdiffusion.diffusion.paired.ImageScale;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.diffusion.paired.RestoredRows;
import io.github.imagejdiffusion.diffusion.paired.RunStatistics;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.diffusion.sampler.DiffusionSampler;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.List;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Samples one whole plane: all its runs, as many together as memory should hold. */
final class IlvrPlane {

    /** Rows that are given out together. */
    private static final int BAND = 256;

    private final DiffusionModel model;
    private final IlvrOptions options;
    private final DiffusionSampler sampler;
    private final int batchPixels;

    /** @param batchPixels most pixels that are drawn together, all runs counted; one run is always allowed */
    IlvrPlane(DiffusionModel model, IlvrOptions options, int batchPixels) {
        this.model = model;
        this.options = options;
        this.sampler = model.sampler(options.draws().solver(), options.draws().steps());
        this.batchPixels = batchPixels;
    }

    /**
     * @param planes that runs follow in turn, of one size
     * @param noise at the plane's first pixel, first run
     */
    void sample(
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes,
            ImageScale scale,
            AddressedNoise noise,
            ProgressListener listener,
            RestorationSink sink) {
        List<Tensor> references =
                planes.stream().map(plane -> reference(plane, scale)).toList();
        RunStatistics runs = draw(references, noise, listener);
        float[] mean = runs.mean();
        float[] spread = options.spreadIsDefined() ? runs.spread() : null;
        int paddedWidth = references.get(0).width();
        int width = (int) planes.get(0).dimension(0);
        int height = (int) planes.get(0).dimension(1);
        for (int y = 0; y < height; y += BAND) {
            int end = Math.min(height, y + BAND);
            float[] values = crop(mean, paddedWidth, width, y, end);
            scale.restore(values);
            float[] deviations = null;
            if (spread != null) {
                deviations = crop(spread, paddedWidth, width, y, end);
                scale.restoreSpread(deviations);
            }
            sink.rows(new RestoredRows(values, deviations));
        }
    }

    /** In the model's range, mirrored up to sizes that the network takes. */
    private Tensor reference(RandomAccessibleInterval<? extends RealType<?>> plane, ImageScale scale) {
        int width = padded(plane.dimension(0));
        int height = padded(plane.dimension(1));
        float[] values = PlaneReader.read(plane, new FinalInterval(width, height));
        scale.limits().apply(values);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)
                    ((values[i] - scale.target().offset()) / scale.target().scale());
        }
        return Tensor.wrap(1, 1, height, width, values);
    }

    private int padded(long size) {
        int stride = model.config().blocks().stride();
        return (int) ((size - 1) / stride + 1) * stride;
    }

    private RunStatistics draw(List<Tensor> references, AddressedNoise noise, ProgressListener listener) {
        Draws draws = options.draws();
        Tensor reference = references.get(0);
        int batch = batch(reference.planeSize());
        BlockLayout layout = model.config().blocks();
        RunStatistics runs = new RunStatistics(reference.planeSize());
        try (BoundDenoiser network = model.network().unconditional()) {
            CountedCalls calls = new CountedCalls(network, listener);
            FusedTiles tiles = new FusedTiles(calls, draws.block(), layout.halo(), layout.stride());
            calls.begin(calls(reference.width(), reference.height()));
            for (int run = 0; run < draws.runs(); run += batch) {
                AddressedNoise ofRun = noise.withFirstRun(run);
                Tensor start =
                        Tensor.zeros(Math.min(batch, draws.runs() - run), 1, reference.height(), reference.width());
                ofRun.fill(start, 0, NoiseStream.START);
                Tensor followed = inTurn(references, run, start.batch());
                Guides guides = Guides.builder().onNext(options.guide(followed)).build();
                runs.add(sampler.sample(tiles, start, ofRun, guides, step -> {}));
            }
        }
        return runs;
    }

    /** Network calls for a plane of this size. */
    long calls(int width, int height) {
        Draws draws = options.draws();
        BlockGrid tiles = draws.grid(model.config().blocks(), padded(width), padded(height));
        long batches = (draws.runs() - 1L) / batch((long) padded(width) * padded(height)) + 1;
        return batches * draws.steps() * tiles.columns() * tiles.rows();
    }

    private int batch(long pixels) {
        return (int) Math.max(1, batchPixels / pixels);
    }

    /** The references of the runs of a batch; the one, if there is but one. */
    private static Tensor inTurn(List<Tensor> references, int firstRun, int runs) {
        Tensor first = references.get(0);
        if (references.size() == 1) {
            return first;
        }
        Tensor followed = Tensor.zeros(runs, 1, first.height(), first.width());
        for (int i = 0; i < runs; i++) {
            Tensor reference = references.get((firstRun + i) % references.size());
            System.arraycopy(reference.data(), 0, followed.data(), followed.offset(i, 0), reference.planeSize());
        }
        return followed;
    }

    private static float[] crop(float[] padded, int paddedWidth, int width, int top, int end) {
        float[] rows = new float[(end - top) * width];
        for (int y = top; y < end; y++) {
            System.arraycopy(padded, y * paddedWidth, rows, (y - top) * width, width);
        }
        return rows;
    }
}
