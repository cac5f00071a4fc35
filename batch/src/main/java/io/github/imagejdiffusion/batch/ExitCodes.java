package io.github.imagejdiffusion.batch;

/** What a process ends with; a contract with cluster jobs. */
public final class ExitCodes {

    public static final int ALL_DONE = 0;
    public static final int SOME_FAILED = 1;
    public static final int WRONG_USAGE = 2;
    public static final int MODEL_OR_DEVICE_UNUSABLE = 3;
    public static final int CANCELLED = 130;

    private ExitCodes() {}
}
