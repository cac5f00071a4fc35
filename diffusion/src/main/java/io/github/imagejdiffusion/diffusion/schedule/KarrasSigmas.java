package io.github.imagejdiffusion.diffusion.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Inference noise levels whose sigma = sqrt((1 - alphaBar) / alphaBar) falls evenly in its seventh root: Karras et al.
 * 2022, equation 5, with rho 7; diffusers' {@code use_karras_sigmas}.
 *
 * <p>Most of these levels lie between two training timesteps. The solver takes them as they are; the network is told the
 * timestep whose ln sigma is next, rounded half to even, so that neighbours may share one. Stateless.
 */
public final class KarrasSigmas {

    private static final double RHO = 7;

    private KarrasSigmas() {}

    /**
     * From the level of the last training timestep to that of the first, both included; one level is the last timestep's.
     *
     * @param count number of levels, 1 .. T
     * @return noisiest first, without the clean end of the chain
     * @throws ScheduleException if the count is out of range, or the schedule ends with pure noise, whose sigma is infinite
     */
    public static List<NoiseLevel> levels(NoiseSchedule schedule, int count) {
        int trainSteps = schedule.steps();
        TimestepSpacing.checkCount(trainSteps, count);
        double[] logSigmas = new double[trainSteps];
        Arrays.setAll(logSigmas, t -> -schedule.lambda(t));
        double highest = Math.exp(logSigmas[trainSteps - 1]);
        if (Double.isInfinite(highest)) {
            throw new ScheduleException(
                    "Karras sigmas need a finite noise level to start from, but alpha-bar of timestep "
                            + (trainSteps - 1) + " is 0; use trailing spacing instead");
        }
        double from = Math.pow(highest, 1 / RHO);
        double to = Math.pow(Math.exp(logSigmas[0]), 1 / RHO);
        List<NoiseLevel> levels = new ArrayList<>(count);
        for (int k = 0; k < count; k++) {
            double ramp = count == 1 ? 0 : k / (double) (count - 1);
            double sigma = Math.pow(from + ramp * (to - from), RHO);
            int timestep = nearest(logSigmas, Math.log(sigma));
            levels.add(new NoiseLevel(schedule.originalTimestep(timestep), 1 / (1 + sigma * sigma)));
        }
        return levels;
    }

    /** Linear between the two timesteps around it, then rounded. */
    private static int nearest(double[] ascending, double logSigma) {
        int below = ascending.length - 1;
        while (below > 0 && ascending[below] > logSigma) {
            below--;
        }
        if (below == ascending.length - 1) {
            return below;
        }
        double part = (logSigma - ascending[below]) / (ascending[below + 1] - ascending[below]);
        return (int) Math.rint(below + Math.max(0, Math.min(1, part)));
    }
}
