package io.github.imagejdiffusion.restore.ilvr;

import io.github.imagejdiffusion.diffusion.guide.GuideStep;
import io.github.imagejdiffusion.diffusion.schedule.NoiseLevel;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How noisy the reference is made that a step's result is compared with. */
public enum ReferenceNoising {
    /** To the level t-1 that the step leads to, as the paper's algorithm 1 has it. */
    PAPER("paper") {
        @Override
        NoiseLevel level(GuideStep step) {
            return step.to();
        }
    },
    /** To the level t that the step came from, one too noisy, as the released code does. */
    RELEASED_CODE("code") {
        @Override
        NoiseLevel level(GuideStep step) {
            return step.from();
        }
    };

    private final String optionName;

    ReferenceNoising(String optionName) {
        this.optionName = optionName;
    }

    /** What users write: {@code paper} or {@code code}. */
    public String optionName() {
        return optionName;
    }

    /**
     * From the name users type.
     *
     * @throws IlvrException if it is unknown; the message lists the known ones
     */
    public static ReferenceNoising parse(String name) {
        for (ReferenceNoising noising : values()) {
            if (noising.optionName.equals(name)) {
                return noising;
            }
        }
        throw new IlvrException("unknown noising '" + name + "'; use one of "
                + Arrays.stream(values()).map(ReferenceNoising::optionName).collect(Collectors.joining(", ")));
    }

    abstract NoiseLevel level(GuideStep step);
}
