package io.github.imagejdiffusion.diffusion.schedule;

/**
 * What a network's output means, and how x0 and eps follow from it. Per element and in double; alpha and sigma are those
 * of x_t ({@link NoiseLevel}). Source: Salimans and Ho 2022, appendix D.
 */
public enum PredictionType {
    /** The noise: x0 = (x - s eps) / a. Undefined at alpha 0; near it errors of the network grow by 1 / a. */
    EPSILON("epsilon") {
        @Override
        public double x0(double output, double x, double alpha, double sigma) {
            return (x - sigma * output) / alpha;
        }

        @Override
        public double eps(double output, double x, double alpha, double sigma) {
            return output;
        }

        @Override
        public double output(double x0, double eps, double alpha, double sigma) {
            return eps;
        }
    },
    /** The clean sample: eps = (x - a x0) / s. */
    SAMPLE("sample") {
        @Override
        public double x0(double output, double x, double alpha, double sigma) {
            return output;
        }

        @Override
        public double eps(double output, double x, double alpha, double sigma) {
            return (x - alpha * output) / sigma;
        }

        @Override
        public double output(double x0, double eps, double alpha, double sigma) {
            return x0;
        }
    },
    /** The velocity v = a eps - s x0: x0 = a x - s v, eps = a v + s x. */
    V_PREDICTION("v_prediction") {
        @Override
        public double x0(double output, double x, double alpha, double sigma) {
            return alpha * x - sigma * output;
        }

        @Override
        public double eps(double output, double x, double alpha, double sigma) {
            return alpha * output + sigma * x;
        }

        @Override
        public double output(double x0, double eps, double alpha, double sigma) {
            return alpha * eps - sigma * x0;
        }
    };

    private final String configName;

    PredictionType(String configName) {
        this.configName = configName;
    }

    /** The clean sample that {@code output} implies. */
    public abstract double x0(double output, double x, double alpha, double sigma);

    /** The noise that {@code output} implies. */
    public abstract double eps(double output, double x, double alpha, double sigma);

    /** What a perfect network would return for this pair. */
    public abstract double output(double x0, double eps, double alpha, double sigma);

    /** The value of diffusers' {@code prediction_type}. */
    public String configName() {
        return configName;
    }

    /**
     * From diffusers' {@code prediction_type}: {@code epsilon}, {@code sample} or {@code v_prediction}.
     *
     * @throws ScheduleException if it is none of them
     */
    public static PredictionType parse(String name) {
        for (PredictionType type : values()) {
            if (type.configName.equals(name)) {
                return type;
            }
        }
        throw new ScheduleException("prediction_type '" + name + "' is not one of epsilon, sample, v_prediction");
    }
}
