package io.github.imagejdiffusion.batch.restore;

import io.github.imagejdiffusion.batch.UsageException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What is restored, and by which method: the combinations that there are. */
enum RestoreTask {
    DENOISE_BY_MODEL("denoise", "model", "denoised", "fluorescence-denoise"),
    DENOISE_BY_ILVR("denoise", "ilvr", "denoised by ILVR", RestoreTask.PRIOR),
    UPSAMPLE_BY_ILVR("upsample", "ilvr", "upsampled by ILVR", RestoreTask.PRIOR);

    private static final String PRIOR = "fluorescence-prior";

    private final String task;
    private final String method;
    private final String done;
    private final String usualModel;

    RestoreTask(String task, String method, String done, String usualModel) {
        this.task = task;
        this.method = method;
        this.done = done;
        this.usualModel = usualModel;
    }

    /**
     * What the user asks for.
     *
     * @param method null for the usual one of the task
     * @throws UsageException naming the option that is not known, or does not go with the other
     */
    static RestoreTask of(String task, String method) {
        RestoreTask usual = Arrays.stream(values())
                .filter(known -> known.task.equals(task))
                .findFirst()
                .orElseThrow(() -> new UsageException("--task " + task + " is not known; use "
                        + Arrays.stream(values())
                                .map(RestoreTask::task)
                                .distinct()
                                .collect(Collectors.joining(" or "))));
        if (method == null) {
            return usual;
        }
        return Arrays.stream(values())
                .filter(known -> known.task.equals(task) && known.method.equals(method))
                .findFirst()
                .orElseThrow(() -> new UsageException("--method " + method + " is none of --task " + task + "; use "
                        + Arrays.stream(values())
                                .filter(known -> known.task.equals(task))
                                .map(RestoreTask::method)
                                .collect(Collectors.joining(" or "))));
    }

    String task() {
        return task;
    }

    String method() {
        return method;
    }

    boolean byIlvr() {
        return this != DENOISE_BY_MODEL;
    }

    boolean enlarges() {
        return this == UPSAMPLE_BY_ILVR;
    }

    /** For the progress line. */
    String done() {
        return done;
    }

    /** The model where the user chooses none. */
    String usualModel() {
        return usualModel;
    }
}
