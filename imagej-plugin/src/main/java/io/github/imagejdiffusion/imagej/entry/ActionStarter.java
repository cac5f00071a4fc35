package io.github.imagejdiffusion.imagej.entry;

import ij.IJ;

/**
 * Starts an action on the calling thread, or says in one message why it cannot start: Java too old, or jars missing or
 * of another version. Details go to ImageJ's log. What goes wrong inside an action is the action's to report.
 */
final class ActionStarter {

    private static final String TITLE = "Diffusion";

    private ActionStarter() {}

    /**
     * Loads and runs an action.
     *
     * @param className a {@link Runnable} with a public constructor without arguments
     */
    static void start(String className) {
        String problem = JavaVersion.problem(System.getProperty("java.specification.version"));
        if (problem == null) {
            problem = startOrExplain(className, ActionStarter.class.getClassLoader());
        }
        if (problem != null) {
            IJ.error(TITLE, problem);
        }
    }

    /** Why no action can start, or null if all that is needed seems to be there. */
    static String problem(ClassLoader loader) {
        String problem = JavaVersion.problem(System.getProperty("java.specification.version"));
        return problem == null ? Parts.problem(loader) : problem;
    }

    /** Null if the action ran. */
    static String startOrExplain(String className, ClassLoader loader) {
        String missing = Parts.problem(loader);
        if (missing != null) {
            return missing;
        }
        try {
            Class<?> type = Class.forName(className, true, loader);
            Runnable action = (Runnable) type.getConstructor().newInstance();
            action.run();
            return null;
        } catch (ReflectiveOperationException | LinkageError e) {
            LoggedTrace.write(e);
            return Parts.problem(e);
        }
    }
}
