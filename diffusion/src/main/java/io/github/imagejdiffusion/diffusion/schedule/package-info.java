/**
 * Noise schedules, the timesteps that a sampler visits, and what a network predicts.
 *
 * <p>Notation, used throughout the engine. T training timesteps, zero-based, t = 0 the least noisy.
 * {@code beta_t} is the variance added at step t; {@code alphaBar_t} = product of (1 - beta_j) for j &lt;= t, written ab
 * in formulas. A noisy sample is x_t = a x0 + s z with <b>alpha</b> a = sqrt(ab), <b>sigma</b> s = sqrt(1 - ab) and z
 * standard normal, so a and s follow DDIM and DPM-Solver and not the 1 - beta of the DDPM paper. <b>lambda</b> =
 * ln(a / s) is half the log signal-to-noise ratio. eps is predicted noise, x0 the predicted clean sample,
 * v = a eps - s x0.
 *
 * <p>All tables are double; only images are float. Timesteps are rounded half to even, as NumPy does, never by
 * {@link java.lang.Math#round(double)}.
 */
package io.github.imagejdiffusion.diffusion.schedule;
