package io.github.imagejdiffusion.superres.consistency;

import java.util.ArrayList;
import java.util.List;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;

/**
 * The width of the Gaussian point spread function by which a fine image explains the coarse one best, in least squares:
 * the model does not say which blur it undid.
 *
 * <p>What a model makes of a noisy image follows the noise a little, and the sharper the forward model, the more of it is
 * explained: with noise the fit is too narrow. It tells the blur only where structure is what decides.
 *
 * @param sigma in coarse pixels, {@value #NARROWEST} to {@value #WIDEST}
 * @param determined whether structure decides on it
 */
public record PsfFit(double sigma, boolean determined) {

    static final double NARROWEST = 0.2;
    static final double WIDEST = 1.2;

    private static final double STEP = 0.1;
    private static final double PRECISION = 0.004;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /**
     * How many times the smallest mean square the largest must be. By measurement: with 1000 photons at the brightest it
     * is 1.5 to 4, and the fit up to 0.4 pixels too narrow; without noise it is 50 and more.
     */
    private static final double RISE = 8;

    private static final int MOST_PIXELS = 1 << 16;
    private static final int TILE = 64;

    /**
     * Fits on at most {@value #MOST_PIXELS} coarse pixels, evenly spread.
     *
     * @param lowest value that the camera can give; pixels of it do not count
     * @param highest likewise
     */
    static PsfFit of(ResolvedPart part, float lowest, float highest) {
        Misfit misfit = new Misfit(part, lowest, highest);
        int steps = (int) Math.rint((WIDEST - NARROWEST) / STEP);
        double[] grid = new double[steps + 1];
        int best = 0;
        double worst = 0;
        for (int i = 0; i <= steps; i++) {
            grid[i] = misfit.at(NARROWEST + i * STEP);
            best = grid[i] < grid[best] ? i : best;
            worst = Math.max(worst, grid[i]);
        }
        double low = NARROWEST + Math.max(0, best - 1) * STEP;
        double high = NARROWEST + Math.min(steps, best + 1) * STEP;
        return new PsfFit(least(misfit, low, high), worst > RISE * grid[best]);
    }

    /** Golden-section search (Kiefer 1953). */
    private static double least(Misfit misfit, double from, double to) {
        double low = from;
        double high = to;
        double a = high - GOLDEN * (high - low);
        double b = low + GOLDEN * (high - low);
        double atA = misfit.at(a);
        double atB = misfit.at(b);
        while (high - low > PRECISION) {
            if (atA <= atB) {
                high = b;
                b = a;
                atB = atA;
                a = high - GOLDEN * (high - low);
                atA = misfit.at(a);
            } else {
                low = a;
                a = b;
                atA = atB;
                b = low + GOLDEN * (high - low);
                atB = misfit.at(b);
            }
        }
        return (low + high) / 2;
    }

    /** Mean square of A(x) - y as a function of sigma, over the same pixels for each. */
    private static final class Misfit {

        private final ResolvedPart part;
        private final float lowest;
        private final float highest;
        private final List<Interval> tiles;

        private Misfit(ResolvedPart part, float lowest, float highest) {
            this.part = part;
            this.lowest = lowest;
            this.highest = highest;
            this.tiles = tiles(part.width(), part.rows(new ForwardModel(part.factor(), WIDEST).reach()));
        }

        private static List<Interval> tiles(int width, int rows) {
            List<Interval> all = new ArrayList<>();
            for (int y = 0; y < rows; y += TILE) {
                for (int x = 0; x < width; x += TILE) {
                    all.add(FinalInterval.createMinMax(
                            x, y, Math.min(width, x + TILE) - 1, Math.min(rows, y + TILE) - 1));
                }
            }
            int most = MOST_PIXELS / (TILE * TILE);
            if (all.size() <= most) {
                return all;
            }
            List<Interval> spread = new ArrayList<>();
            for (int i = 0; i < most; i++) {
                spread.add(all.get((int) ((long) i * all.size() / most)));
            }
            return spread;
        }

        private double at(double sigma) {
            ForwardModel model = new ForwardModel(part.factor(), sigma);
            int fineWidth = part.width() * part.factor();
            double sum = 0;
            long count = 0;
            for (Interval tile : tiles) {
                float[] predicted = model.record(part.fine(), 0, fineWidth, part.height() * part.factor(), tile);
                int w = (int) tile.dimension(0);
                for (int i = 0; i < predicted.length; i++) {
                    int at = (int) (tile.min(1) + i / w) * part.width() + (int) tile.min(0) + i % w;
                    float measured = part.record()[at];
                    if (measured > lowest && measured < highest) {
                        double d = (double) predicted[i] - measured;
                        sum += d * d;
                        count++;
                    }
                }
            }
            return count == 0 ? 0 : sum / count;
        }
    }
}
