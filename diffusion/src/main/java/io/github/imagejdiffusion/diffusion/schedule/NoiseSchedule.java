package io.github.imagejdiffusion.diffusion.schedule;

import java.util.stream.IntStream;

/**
 * The noise added at each timestep, and the tables that follow from it. See the package description for the notation.
 *
 * <p>"Linear" is not one schedule: guided-diffusion and SegDiff multiply beta by 1000/T ({@link #guidedLinear}),
 * diffusers does not ({@link #linear}). For T = 1000 the two agree; for T = 100 alphaBar_T is 2e-5 and 0.36.
 *
 * <p>Indices are 0 .. {@link #steps()} - 1; others throw {@link ArrayIndexOutOfBoundsException}. Immutable and
 * thread-safe. Sources: Ho et al. 2020 (DDPM, eq. 4, 6, 7); Nichol and Dhariwal 2021 (improved DDPM, eq. 17 and section
 * 3.3); Lin et al. 2024 (zero terminal SNR).
 */
public final class NoiseSchedule {

    private static final int GUIDED_REFERENCE_STEPS = 1000;

    private final double[] betas;
    private final double[] alphaBars;
    private final int[] originalTimesteps;

    private NoiseSchedule(double[] betas, double[] alphaBars, int[] originalTimesteps) {
        this.betas = betas;
        this.alphaBars = alphaBars;
        this.originalTimesteps = originalTimesteps;
    }

    /** Beta rising linearly from {@code betaStart} to {@code betaEnd}, unscaled: diffusers' {@code linear}. */
    public static NoiseSchedule linear(int steps, double betaStart, double betaEnd) {
        return ofBetas(Betas.linear(steps, betaStart, betaEnd));
    }

    /**
     * Beta from 0.0001 to 0.02, both times 1000/T: {@code linear} of guided-diffusion, improved-diffusion and SegDiff.
     *
     * @throws ScheduleException if T is below 20, where the last beta would exceed 1
     */
    public static NoiseSchedule guidedLinear(int steps) {
        double scale = (double) GUIDED_REFERENCE_STEPS / Math.max(steps, 1);
        return linear(steps, scale * 0.0001, scale * 0.02);
    }

    /** sqrt(beta) rising linearly: diffusers' {@code scaled_linear}. */
    public static NoiseSchedule scaledLinear(int steps, double betaStart, double betaEnd) {
        return ofBetas(Betas.scaledLinear(steps, betaStart, betaEnd));
    }

    /** alphaBar a squared cosine, beta capped at 0.999: diffusers' {@code squaredcos_cap_v2}. */
    public static NoiseSchedule cosine(int steps) {
        return ofBetas(Betas.cosine(steps));
    }

    /**
     * Given betas: diffusers' {@code trained_betas}. The array is copied.
     *
     * @throws ScheduleException if there is none, or one is not within 0 to 1 (0 excluded; 1 only as the last)
     */
    public static NoiseSchedule ofBetas(double[] betas) {
        if (betas.length == 0) {
            throw new ScheduleException("a noise schedule needs at least one beta");
        }
        double[] alphaBars = new double[betas.length];
        double product = 1;
        for (int t = 0; t < betas.length; t++) {
            boolean last = t == betas.length - 1;
            if (!(betas[t] > 0 && (betas[t] < 1 || last && betas[t] == 1))) {
                throw new ScheduleException("beta of timestep " + t + " is " + betas[t]
                        + ", but must lie between 0 and 1; check beta_start, beta_end and num_train_timesteps");
            }
            product *= 1 - betas[t];
            alphaBars[t] = product;
        }
        return new NoiseSchedule(
                betas.clone(), alphaBars, IntStream.range(0, betas.length).toArray());
    }

    /**
     * This schedule stretched so that the last timestep is pure noise: diffusers' {@code rescale_betas_zero_snr}. A
     * network that predicts eps cannot be sampled from there.
     */
    public NoiseSchedule withZeroTerminalSnr() {
        return ofBetas(Betas.zeroTerminalSnr(alphaBars));
    }

    /**
     * The shorter chain through some of the timesteps: beta'_k = 1 - ab[t_k] / ab[t_(k-1)], alphaBar unchanged. Its
     * indices are 0 .. K-1; {@link #originalTimestep} tells what the network must be given.
     *
     * @param timesteps indices of this schedule, ascending; at least one
     * @throws ScheduleException if they are not ascending or out of range
     */
    public NoiseSchedule respaced(int[] timesteps) {
        if (timesteps.length == 0) {
            throw new ScheduleException("a respaced chain needs at least one timestep");
        }
        int count = timesteps.length;
        double[] newBetas = new double[count];
        double[] newAlphaBars = new double[count];
        int[] originals = new int[count];
        double previous = 1;
        for (int k = 0; k < count; k++) {
            int t = timesteps[k];
            if (t < 0 || t >= steps() || k > 0 && t <= timesteps[k - 1]) {
                throw new ScheduleException("timestep " + t + " at position " + k
                        + " of a respaced chain: timesteps must ascend within 0 to " + (steps() - 1));
            }
            newAlphaBars[k] = alphaBars[t];
            newBetas[k] = 1 - alphaBars[t] / previous;
            originals[k] = originalTimesteps[t];
            previous = alphaBars[t];
        }
        return new NoiseSchedule(newBetas, newAlphaBars, originals);
    }

    /** {@link #respaced(int[])} through the timesteps of a respacing string, see {@link Respacing}. */
    public NoiseSchedule respaced(String respacing) {
        return respaced(Respacing.timesteps(steps(), respacing));
    }

    /** Number of timesteps, T. */
    public int steps() {
        return betas.length;
    }

    /** The training timestep behind index {@code t}; t itself unless this chain is respaced. */
    public int originalTimestep(int t) {
        return originalTimesteps[t];
    }

    /** beta_t, t from 0. */
    public double beta(int t) {
        return betas[t];
    }

    /** alpha-bar_t, the product of 1 - beta up to t. */
    public double alphaBar(int t) {
        return alphaBars[t];
    }

    /** alphaBar one step nearer to the clean sample; 1 for t = 0. */
    public double alphaBarBefore(int t) {
        return t == 0 ? 1 : alphaBars[t - 1];
    }

    /** sqrt(alpha-bar_t), the factor of the clean sample. */
    public double alpha(int t) {
        return level(t).alpha();
    }

    /** sqrt(1 - alpha-bar_t), the factor of the noise. */
    public double sigma(int t) {
        return level(t).sigma();
    }

    /** ln(alpha / sigma), half the log signal-to-noise ratio. */
    public double lambda(int t) {
        return level(t).lambda();
    }

    /** Timestep (the original one) and alphaBar together. */
    public NoiseLevel level(int t) {
        return new NoiseLevel(originalTimesteps[t], alphaBars[t]);
    }

    /** Variance of q(x_(t-1) | x_t, x0): beta (1 - ab_prev) / (1 - ab); 0 for t = 0. DDPM eq. 7. */
    public double posteriorVariance(int t) {
        return betas[t] * (1 - alphaBarBefore(t)) / (1 - alphaBars[t]);
    }

    /**
     * Its logarithm, with the value of t = 1 also at t = 0, where the variance is 0. A chain of one step has no t = 1;
     * there it is ln beta_0.
     */
    public double posteriorLogVarianceClipped(int t) {
        if (t > 0) {
            return Math.log(posteriorVariance(t));
        }
        return Math.log(steps() > 1 ? posteriorVariance(1) : betas[0]);
    }

    /** beta_t, except at t = 0 where it is the posterior variance of t = 1: FIXED_LARGE of improved-diffusion. */
    public double fixedLargeVariance(int t) {
        return t == 0 && steps() > 1 ? posteriorVariance(1) : betas[t];
    }

    /** Factor of x0 in the posterior mean: beta sqrt(ab_prev) / (1 - ab). */
    public double posteriorMeanX0(int t) {
        return betas[t] * Math.sqrt(alphaBarBefore(t)) / (1 - alphaBars[t]);
    }

    /** Factor of x_t in the posterior mean: (1 - ab_prev) sqrt(1 - beta) / (1 - ab). */
    public double posteriorMeanXt(int t) {
        return (1 - alphaBarBefore(t)) * Math.sqrt(1 - betas[t]) / (1 - alphaBars[t]);
    }

    @Override
    public String toString() {
        return "NoiseSchedule[T=" + steps() + ", beta " + betas[0] + " to " + betas[steps() - 1] + "]";
    }
}
