package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.block.BlockGrid;
import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.diffusion.resample.RowResampler;
import io.github.imagejdiffusion.diffusion.tensor.ElementLoop;
import io.github.imagejdiffusion.segdiff.objects.ObjectUncertainty;
import io.github.imagejdiffusion.segdiff.objects.TileSize;
import io.github.imagejdiffusion.segdiff.objects.TiledExtraction;
import io.github.imagejdiffusion.segdiff.objects.Uncertainty;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;

/**
 * One plane from image to sink, in rows of blocks: blended maps come back to the input's grid row by row, go out, and go
 * on to the extraction of objects.
 */
final class PlaneSegmenter {

    private final MapPredictor predictor;
    private final SegDiffOptions options;
    private final double scale;
    private final double distanceCap;

    PlaneSegmenter(MapPredictor predictor, SegDiffOptions options, double scale, double distanceCap) {
        this.predictor = predictor;
        this.options = options;
        this.scale = scale;
        this.distanceCap = distanceCap;
    }

    /**
     * Segments.
     *
     * @param seen all that is computed
     * @param wanted what of it goes out, in pixels from its first
     */
    void segment(PlaneToSegment seen, Interval wanted, ProgressListener listener, SegmentationSink sink) {
        int width = Math.toIntExact(seen.width());
        int height = Math.toIntExact(seen.height());
        int toWidth = scaled(width);
        int toHeight = scaled(height);
        BlockGrid grid = predictor.grid(toWidth, toHeight);
        CallCounter counter = new CallCounter(listener, predictor.calls(grid));
        TiledExtraction objects = new TiledExtraction(
                options.extractor(),
                TileSize.atScale(scale),
                new ObjectUncertainty(distanceCap, scale),
                Math.toIntExact(wanted.dimension(0)),
                Math.toIntExact(wanted.dimension(1)),
                predictor.withDistance(),
                options.spreadIsDefined(),
                part -> PlaneReader.read(seen.channels().get(0), moved(part, wanted)),
                sink);
        RowResampler ofProbability = new RowResampler(toWidth, toHeight, width, height);
        RowResampler ofDistance = new RowResampler(toWidth, toHeight, width, height);
        RowResampler ofSpread = new RowResampler(toWidth, toHeight, width, height);
        RowCrop cropProbability = new RowCrop(width, wanted);
        RowCrop cropDistance = new RowCrop(width, wanted);
        RowCrop cropSpread = new RowCrop(width, wanted);
        ScaledImage image = new ScaledImage(seen, toWidth, toHeight);
        predictor.predict(image, grid, noise(seen.place()), counter, (probability, distance, spread) -> {
            float[] p = cropProbability.take(ofProbability.add(probability));
            float[] d = distance == null ? null : cropDistance.take(ofDistance.add(distance));
            float[] s = spread == null ? null : cropSpread.take(ofSpread.add(spread));
            if (p.length > 0) {
                sink.maps(new MapRows(p, clampAndDoubt(p), s));
                objects.add(p, d, s);
            }
        });
    }

    private static Interval moved(Interval part, Interval by) {
        return FinalInterval.createMinSize(
                part.min(0) + by.min(0), part.min(1) + by.min(1), part.dimension(0), part.dimension(1));
    }

    /** By the plane's place in the whole image, so that a part of it meets the noise that it has in the whole. */
    private AddressedNoise noise(PlaneAddress place) {
        return AddressedNoise.of(options.seed())
                .withPlane(place.plane())
                .withOrigin(
                        Math.toIntExact(Math.round(place.y() * scale)), Math.toIntExact(Math.round(place.x() * scale)));
    }

    private int scaled(int size) {
        return (int) Math.max(1, Math.rint(size * scale));
    }

    private static float[] clampAndDoubt(float[] p) {
        float[] uncertainty = new float[p.length];
        ElementLoop.over(p.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                // Blending rounds: keep probabilities in 0..1.
                p[i] = Math.min(1f, Math.max(0f, p[i]));
            }
            Uncertainty.of(p, from, to, uncertainty);
        });
        return uncertainty;
    }

    /** Counts network calls and passes them on. */
    private static final class CallCounter implements Runnable {

        private final ProgressListener listener;
        private final long total;
        private long done;

        private CallCounter(ProgressListener listener, long total) {
            this.listener = listener;
            this.total = total;
            listener.progressed(0, total);
        }

        @Override
        public void run() {
            listener.progressed(++done, total);
        }
    }
}
