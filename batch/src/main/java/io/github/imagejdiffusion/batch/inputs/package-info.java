/** Finding inputs, dividing them between workers, and naming their outputs. */
package io.github.imagejdiffusion.batch.inputs;
