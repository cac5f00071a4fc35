package io.github.imagejdiffusion.restore.ilvr;

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

    /** @param noise at the plane's first pixel, first run */
    void sample(
            RandomAccessibleInterval<? extends RealType<?>> plane,
            ImageScale scale,
            AddressedNoise noise,
            ProgressListener listener,
            RestorationSink sink) {
        Tensor reference = reference(plane, scale);
        RunStatistics runs = draw(reference, noise, listener);
        float[] mean = runs.mean();
        float[] spread = options.spreadIsDefined() ? runs.spread() : null;
        int width = (int) plane.dimension(0);
        int height = (int) plane.dimension(1);
        for (int y = 0; y < height; y += BAND) {
            int end = Math.min(height, y + BAND);
            float[] values = crop(mean, reference.width(), width, y, end);
            scale.restore(values);
            float[] deviations = null;
            if (spread != null) {
                deviations = crop(spread, reference.width(), width, y, end);
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

    private RunStatistics draw(Tensor reference, AddressedNoise noise, ProgressListener listener) {
        Draws draws = options.draws();
        int batch = Math.max(1, batchPixels / reference.planeSize());
        BlockLayout layout = model.config().blocks();
        Guides guides = Guides.builder().onNext(options.guide(reference)).build();
        RunStatistics runs = new RunStatistics(reference.planeSize());
        try (BoundDenoiser network = model.network().unconditional()) {
            CountedCalls calls = new CountedCalls(network, listener);
            FusedTiles tiles = new FusedTiles(calls, draws.block(), layout.halo(), layout.stride());
            long batches = (draws.runs() - 1L) / batch + 1;
            calls.begin(batches * draws.steps() * tiles.calls(reference.width(), reference.height()));
            for (int run = 0; run < draws.runs(); run += batch) {
                AddressedNoise ofRun = noise.withFirstRun(run);
                Tensor start =
                        Tensor.zeros(Math.min(batch, draws.runs() - run), 1, reference.height(), reference.width());
                ofRun.fill(start, 0, NoiseStream.START);
                runs.add(sampler.sample(tiles, start, ofRun, guides, step -> {}));
            }
        }
        return runs;
    }

    private static float[] crop(float[] padded, int paddedWidth, int width, int top, int end) {
        float[] rows = new float[(end - top) * width];
        for (int y = top; y < end; y++) {
            System.arraycopy(padded, y * paddedWidth, rows, (y - top) * width, width);
        }
        return rows;
    }
}
