package io.github.imagejdiffusion.diffusion.model;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import java.util.List;

/** No package answers to a name. The message lists the models there are, and a name that was perhaps meant. */
public class UnknownModelException extends DiffusionException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> known;

    UnknownModelException(String message, List<String> known) {
        super(message);
        this.known = List.copyOf(known);
    }

    /** Names of the models there are, in search order. */
    public List<String> known() {
        return known == null ? List.of() : known;
    }
}
