package io.github.imagejdiffusion.diffusion.schedule;

import java.util.Arrays;
import java.util.Locale;

/**
 * How n inference timesteps are chosen from T: diffusers' {@code timestep_spacing}, after table 2 of Lin et al. 2024.
 *
 * <p>Single-step solvers (DDIM, DDPM) use {@link #timesteps}; DPM-Solver++ lays out n + 1 points for LEADING and
 * LINSPACE and drops the one nearest to the clean sample, {@link #multistepTimesteps}. {@code stepsOffset} matters for
 * LEADING only. Rounding is half to even. TRAILING is computed exactly; diffusers takes it from {@code numpy.arange},
 * which for some n (61 of 1000, for instance) yields one timestep too many and for a few others a tie broken the other
 * way.
 */
public enum TimestepSpacing {
    /** 0, T/n, 2T/n, ... plus the offset: never starts at T-1. */
    LEADING,
    /** Evenly from 0 to T-1, both included. */
    LINSPACE,
    /** T-1, T-1-T/n, ...: starts at the noisiest timestep, also for one step. */
    TRAILING;

    /**
     * Timesteps for DDIM and DDPM, descending.
     *
     * @throws ScheduleException if n is not 1 .. T, or the offset leads outside 0 .. T-1
     */
    public int[] timesteps(int trainSteps, int count, int stepsOffset) {
        checkCount(trainSteps, count);
        return switch (this) {
            case LEADING -> leading(trainSteps, count, trainSteps / count, 0, stepsOffset);
            case LINSPACE -> linspace(trainSteps, count, count);
            case TRAILING -> trailing(trainSteps, count);
        };
    }

    /**
     * Timesteps for DPM-Solver++, descending.
     *
     * @throws ScheduleException as {@link #timesteps}, and for n = T where LEADING and LINSPACE would repeat a timestep
     */
    public int[] multistepTimesteps(int trainSteps, int count, int stepsOffset) {
        checkCount(trainSteps, count);
        if (this == TRAILING) {
            return trailing(trainSteps, count);
        }
        if (count == trainSteps) {
            throw new ScheduleException("DPM-Solver++ with " + name().toLowerCase(Locale.ROOT)
                    + " spacing takes at most " + (trainSteps - 1) + " steps here, not " + count
                    + "; use fewer or trailing spacing");
        }
        return this == LEADING
                ? leading(trainSteps, count, trainSteps / (count + 1), 1, stepsOffset)
                : linspace(trainSteps, count + 1, count);
    }

    /**
     * The diffusers name in lower case ({@code leading}, {@code linspace}, {@code trailing}).
     *
     * @throws ScheduleException if it is none of them
     */
    public static TimestepSpacing parse(String name) {
        for (TimestepSpacing spacing : values()) {
            if (spacing.name().toLowerCase(Locale.ROOT).equals(name)) {
                return spacing;
            }
        }
        throw new ScheduleException("timestep_spacing '" + name + "' is not one of leading, linspace, trailing");
    }

    private static int[] leading(int trainSteps, int count, int stride, int firstPoint, int stepsOffset) {
        int[] descending = new int[count];
        for (int k = 0; k < count; k++) {
            descending[count - 1 - k] = (k + firstPoint) * stride + stepsOffset;
        }
        if (descending[0] >= trainSteps || descending[count - 1] < 0) {
            throw new ScheduleException("steps_offset " + stepsOffset + " with " + count
                    + " leading steps reaches timestep "
                    + (stepsOffset < 0 ? descending[count - 1] : descending[0]) + ", outside 0 to " + (trainSteps - 1)
                    + "; use a smaller offset or fewer steps");
        }
        return descending;
    }

    /** The noisiest {@code count} of {@code points} even points, in numpy.linspace's arithmetic. */
    private static int[] linspace(int trainSteps, int points, int count) {
        double stride = points > 1 ? (trainSteps - 1) / (double) (points - 1) : 0;
        int[] descending = new int[count];
        for (int k = 0; k < count; k++) {
            int point = points - 1 - k;
            boolean last = point == points - 1 && points > 1;
            descending[k] = last ? trainSteps - 1 : (int) Math.rint(point * stride);
        }
        return descending;
    }

    private static int[] trailing(int trainSteps, int count) {
        int[] descending = new int[count];
        // k * T / n has one rounding, so that ties are recognised; k * (T / n) would have two
        Arrays.setAll(descending, k -> (int) Math.rint(trainSteps - (double) ((long) k * trainSteps) / count) - 1);
        return descending;
    }

    static void checkCount(int trainSteps, int count) {
        if (count < 1 || count > trainSteps) {
            throw new ScheduleException("steps must be 1 to " + trainSteps
                    + ", the number of timesteps the model was trained with, not " + count);
        }
    }
}
