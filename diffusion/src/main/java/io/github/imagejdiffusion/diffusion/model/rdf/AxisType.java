package io.github.imagejdiffusion.diffusion.model.rdf;

/** What runs along an axis. */
public enum AxisType {
    BATCH("batch"),
    CHANNEL("channel"),
    INDEX("index"),
    TIME("time"),
    SPACE("x");

    private final String defaultId;

    AxisType(String defaultId) {
        this.defaultId = defaultId;
    }

    /** The id of an axis that gives none. */
    String defaultId() {
        return defaultId;
    }
}
