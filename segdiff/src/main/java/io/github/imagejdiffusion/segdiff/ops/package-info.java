/**
 * SegDiff as SciJava Ops: {@link io.github.imagejdiffusion.segdiff.ops.SegDiffOps} holds every op that the index {@code
 * ops.yaml} names. A shell over the facade in the package above; nothing else depends on it.
 */
package io.github.imagejdiffusion.segdiff.ops;
