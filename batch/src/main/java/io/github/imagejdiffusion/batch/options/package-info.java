/** Options that several verbs share, as picocli mixins. */
package io.github.imagejdiffusion.batch.options;
