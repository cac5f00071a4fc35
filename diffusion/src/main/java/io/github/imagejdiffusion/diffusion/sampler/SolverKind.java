package io.github.imagejdiffusion.diffusion.sampler;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The sampling methods. All make one network call per step. */
public enum SolverKind {
    /** Song et al. 2021; deterministic at eta 0. */
    DDIM("ddim", "DDIM"),
    /** Ho et al. 2020: the ancestral sampler; always stochastic. */
    DDPM("ddpm", "DDPM"),
    /** Lu et al. 2022, second order, deterministic. Keeps a history. */
    DPMPP2M("dpmpp2m", "DPM-Solver++(2M)");

    private final String optionName;
    private final String title;

    SolverKind(String optionName, String title) {
        this.optionName = optionName;
        this.title = title;
    }

    /** The name users type, for example {@code ddim}. */
    public String optionName() {
        return optionName;
    }

    /** The name in the literature. */
    public String title() {
        return title;
    }

    /** Whether steps depend on earlier ones, so that the next x must not be edited in between. */
    public boolean isMultistep() {
        return this == DPMPP2M;
    }

    /**
     * From the name users type.
     *
     * @throws SamplerException if it is unknown; the message lists the known ones
     */
    public static SolverKind parse(String name) {
        for (SolverKind kind : values()) {
            if (kind.optionName.equals(name)) {
                return kind;
            }
        }
        throw new SamplerException("unknown sampler '" + name + "'; use one of "
                + Arrays.stream(values()).map(SolverKind::optionName).collect(Collectors.joining(", ")));
    }
}
