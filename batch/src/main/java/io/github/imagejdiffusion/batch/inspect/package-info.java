/** Verbs that only look: {@code models}, {@code devices} and {@code info}. */
package io.github.imagejdiffusion.batch.inspect;
