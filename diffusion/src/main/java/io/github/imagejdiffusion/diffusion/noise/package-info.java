/**
 * Noise v1: addressed, not drawn. A frozen contract; the golden file {@code noise_v1.json} and
 * {@code training/trainer/noise.py} state it independently.
 *
 * <p>Every normal deviate has an address: (seed, run, plane, call, stream, level, channel, y, x), with y and x in
 * absolute coordinates of the field. Its value depends on nothing else, so results are the same for any thread count,
 * batch size, block order and shard.
 *
 * <ol>
 *   <li>Philox 4x32-10 is the counter-based generator ({@link io.github.imagejdiffusion.diffusion.noise.Philox4x32}).
 *   <li>subkey = words 0 and 1 of Philox(counter = (run, plane, call, stream &lt;&lt; 16 | level), key = (low 32 bits of
 *       seed, high 32 bits of seed)).
 *   <li>The four neighbours with the same q = x &gt;&gt; 2 (arithmetic shift) share w = Philox(counter = (q, y, channel,
 *       0), key = subkey). Negative coordinates, which mirrored padding has, enter as two's complement.
 *   <li>u_i = (w_i + 0.5) 2^-32, w_i unsigned; Box-Muller: z0 = r cos(2 pi u_1), z1 = r sin(2 pi u_1) with r = sqrt(-2 ln
 *       u_0); z2, z3 likewise from u_2, u_3. In double by StrictMath, then rounded to float.
 *   <li>The element at x is z[x &amp; 3].
 * </ol>
 *
 * <p>call 0 is the start noise x_T; call k is the noise consumed after network call k.
 */
package io.github.imagejdiffusion.diffusion.noise;
