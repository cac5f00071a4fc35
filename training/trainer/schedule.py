"""Noise schedules with the field names of diffusers' scheduler_config."""

import numpy as np


def alpha_bar(config):
    """Cumulative products of 1 - beta, float64 [T]."""
    s = config["schedule"]
    count, kind = s["num_train_timesteps"], s["beta_schedule"]
    start, end = s.get("beta_start", 1e-4), s.get("beta_end", 0.02)
    if kind == "linear":
        beta = np.linspace(start, end, count)
    elif kind == "scaled_linear":
        beta = np.linspace(start**0.5, end**0.5, count) ** 2
    elif kind == "squaredcos_cap_v2":
        f = lambda u: np.cos((u + 0.008) / 1.008 * np.pi / 2) ** 2
        beta = np.array([min(1 - f((i + 1) / count) / f(i / count), 0.999) for i in range(count)])
    else:
        raise ValueError(f"beta_schedule '{kind}' is not one of linear, scaled_linear, squaredcos_cap_v2")
    return np.cumprod(1.0 - beta)


def prediction_target(kind, x0, noise, a, s):
    """What the network is to return for x_t = a x0 + s noise."""
    return {"sample": lambda: x0, "epsilon": lambda: noise, "v_prediction": lambda: a * noise - s * x0}[kind]()


def predicted_x0(kind, output, x, a, s):
    return {"sample": lambda: output, "epsilon": lambda: (x - s * output) / a, "v_prediction": lambda: a * x - s * output}[kind]()


def trailing(train_steps, steps):
    """diffusers' 'trailing' spacing, half-to-even: the first call is always at T - 1."""
    return [int(np.rint(train_steps - k * train_steps / steps)) - 1 for k in range(steps)]
