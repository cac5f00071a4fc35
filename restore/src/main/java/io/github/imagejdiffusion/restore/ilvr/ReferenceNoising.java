package io.github.imagejdiffusion.restore.ilvr;

import io.github.imagejdiffusion.diffusion.guide.GuideStep;
import io.github.imagejdiffusion.diffusion.schedule.NoiseLevel;

/** How noisy the reference is made that a step's result is compared with. */
public enum ReferenceNoising {
    /** To the level t-1 that the step leads to, as the paper's algorithm 1 has it. */
    PAPER {
        @Override
        NoiseLevel level(GuideStep step) {
            return step.to();
        }
    },
    /** To the level t that the step came from, one too noisy, as the released code does. */
    RELEASED_CODE {
        @Override
        NoiseLevel level(GuideStep step) {
            return step.from();
        }
    };

    abstract NoiseLevel level(GuideStep step);
}
