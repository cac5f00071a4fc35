/**
 * Planes too large for memory: read cell by cell when looked at, a bounded number of cells kept. Start at
 * {@link io.github.imagejdiffusion.formats.lazy.LazyPlane#of}.
 */
package io.github.imagejdiffusion.formats.lazy;
