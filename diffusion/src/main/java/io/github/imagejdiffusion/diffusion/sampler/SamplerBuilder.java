package io.github.imagejdiffusion.diffusion.sampler;

import io.github.imagejdiffusion.diffusion.schedule.KarrasSigmas;
import io.github.imagejdiffusion.diffusion.schedule.NoiseLevel;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.schedule.TimestepSpacing;
import io.github.imagejdiffusion.diffusion.schedule.VarianceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Options of a {@link DiffusionSampler}, checked by {@link #build()}. An option that the chosen solver does not know is
 * ignored, so that a package's settings survive a change of solver. Not thread-safe.
 */
public final class SamplerBuilder {

    private final NoiseSchedule schedule;
    private final PredictionType predictionType;
    private SolverKind solver = SolverKind.DDIM;
    private Integer steps;
    private int[] timesteps;
    private TimestepSpacing spacing = TimestepSpacing.TRAILING;
    private int stepsOffset;
    private double eta;
    private double clipRange = Double.POSITIVE_INFINITY;
    private VarianceType varianceType = VarianceType.FIXED_SMALL;
    private boolean setAlphaToOne = true;
    private boolean useClippedModelOutput;
    private MultistepRule multistepRule = MultistepRule.MIDPOINT;
    private boolean lowerOrderFinal = true;
    private boolean karrasSigmas;

    SamplerBuilder(NoiseSchedule schedule, PredictionType predictionType) {
        this.schedule = Objects.requireNonNull(schedule, "schedule");
        this.predictionType = Objects.requireNonNull(predictionType, "predictionType");
    }

    /** The method; default DDIM. */
    public SamplerBuilder solver(SolverKind value) {
        solver = Objects.requireNonNull(value, "solver");
        return this;
    }

    /** Number of steps, 1 .. T; default T. */
    public SamplerBuilder steps(int value) {
        steps = value;
        return this;
    }

    /**
     * The timesteps themselves, indices of the schedule in descending order, instead of steps, spacing and offset: for
     * respaced chains, or to start part-way (SDEdit).
     */
    public SamplerBuilder timesteps(int... descending) {
        timesteps = descending.clone();
        return this;
    }

    /** Default TRAILING: it starts at T-1, where the start noise belongs, for any number of steps. */
    public SamplerBuilder spacing(TimestepSpacing value) {
        spacing = Objects.requireNonNull(value, "spacing");
        return this;
    }

    /** Added to the timesteps of LEADING spacing; default 0. */
    public SamplerBuilder stepsOffset(int value) {
        stepsOffset = value;
        return this;
    }

    /** DDIM: fraction of DDPM's noise added in each step, 0 .. 1; default 0, deterministic. */
    public SamplerBuilder eta(double value) {
        eta = value;
        return this;
    }

    /** Clips x0 to [-range, range] before it is used: diffusers' {@code clip_sample} and {@code clip_sample_range}. */
    public SamplerBuilder clip(double range) {
        clipRange = range;
        return this;
    }

    /** x0 is not clipped; the default. */
    public SamplerBuilder noClip() {
        clipRange = Double.POSITIVE_INFINITY;
        return this;
    }

    /** DDPM: default FIXED_SMALL. */
    public SamplerBuilder varianceType(VarianceType value) {
        varianceType = Objects.requireNonNull(value, "varianceType");
        return this;
    }

    /**
     * Whether the last step ends at alphaBar 1, the clean sample (default), or at the level of timestep 0. diffusers'
     * {@code set_alpha_to_one} of DDIM; false is also {@code final_sigmas_type: sigma_min} of DPM-Solver++. DDPM always
     * ends clean.
     */
    public SamplerBuilder setAlphaToOne(boolean value) {
        setAlphaToOne = value;
        return this;
    }

    /**
     * DDIM: whether eps is derived anew from the clipped and guided x0 (guided-diffusion), or stays the network's
     * (diffusers; default). The results differ where clipping or an x0 guide acts.
     */
    public SamplerBuilder useClippedModelOutput(boolean value) {
        useClippedModelOutput = value;
        return this;
    }

    /** DPM-Solver++: default MIDPOINT. */
    public SamplerBuilder multistepRule(MultistepRule value) {
        multistepRule = Objects.requireNonNull(value, "multistepRule");
        return this;
    }

    /** DPM-Solver++: whether chains of fewer than 15 steps end with a first-order step; default true. */
    public SamplerBuilder lowerOrderFinal(boolean value) {
        lowerOrderFinal = value;
        return this;
    }

    /**
     * DPM-Solver++: whether noise levels follow {@link KarrasSigmas} instead of spacing and offset; diffusers' {@code
     * use_karras_sigmas}. The last step then ends clean whatever {@link #setAlphaToOne} says, since the level before it is
     * that of timestep 0. Default false.
     */
    public SamplerBuilder karrasSigmas(boolean value) {
        karrasSigmas = value;
        return this;
    }

    /**
     * Checks everything and fixes the chain.
     *
     * @throws SamplerException if an option is out of range or does not go with another
     * @throws io.github.imagejdiffusion.diffusion.schedule.ScheduleException if the number of steps is not 1 .. T, or the
     *     timesteps do not fit the schedule
     */
    public DiffusionSampler build() {
        if (!(eta >= 0 && eta <= 1)) {
            throw new SamplerException("eta must be 0 to 1, not " + eta);
        }
        if (!(clipRange > 0)) {
            throw new SamplerException("the clip range must be positive, not " + clipRange);
        }
        SamplerOptions options = new SamplerOptions(
                solver, eta, clipRange, varianceType, useClippedModelOutput, multistepRule, lowerOrderFinal);
        return karrasSigmas && solver == SolverKind.DPMPP2M ? onKarrasSigmas(options) : onTimesteps(options);
    }

    private DiffusionSampler onKarrasSigmas(SamplerOptions options) {
        if (timesteps != null) {
            throw new SamplerException(
                    "Karras sigmas contradict the " + timesteps.length + " timesteps given; leave one of them out");
        }
        List<NoiseLevel> levels = new ArrayList<>(KarrasSigmas.levels(schedule, stepsOrAll()));
        levels.add(NoiseLevel.CLEAN);
        return new DiffusionSampler(schedule, predictionType, options, levels, schedule);
    }

    private DiffusionSampler onTimesteps(SamplerOptions options) {
        int[] ascending = reversed(chosenTimesteps());
        NoiseSchedule chain = schedule.respaced(ascending);
        List<NoiseLevel> levels = new ArrayList<>();
        for (int k = ascending.length - 1; k >= 0; k--) {
            levels.add(chain.level(k));
        }
        if (predictionType == PredictionType.EPSILON && levels.get(0).alphaBar() == 0) {
            throw new SamplerException("a network that predicts eps cannot start at timestep "
                    + levels.get(0).timestep() + ", where alpha-bar is 0; use another spacing or a v_prediction model");
        }
        levels.add(finalLevel());
        return new DiffusionSampler(schedule, predictionType, options, levels, chain);
    }

    private int[] chosenTimesteps() {
        if (timesteps != null) {
            if (steps != null && steps != timesteps.length) {
                throw new SamplerException(
                        "steps " + steps + " contradicts the " + timesteps.length + " timesteps given; leave one out");
            }
            return timesteps;
        }
        return solver.isMultistep()
                ? spacing.multistepTimesteps(schedule.steps(), stepsOrAll(), stepsOffset)
                : spacing.timesteps(schedule.steps(), stepsOrAll(), stepsOffset);
    }

    private int stepsOrAll() {
        return steps == null ? schedule.steps() : steps;
    }

    private NoiseLevel finalLevel() {
        return setAlphaToOne || solver == SolverKind.DDPM ? NoiseLevel.CLEAN : schedule.level(0);
    }

    private static int[] reversed(int[] values) {
        int[] result = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[values.length - 1 - i];
        }
        return result;
    }
}
