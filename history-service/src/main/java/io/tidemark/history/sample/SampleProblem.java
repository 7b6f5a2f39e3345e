package io.tidemark.history.sample;

import io.tidemark.platform.problem.ProblemCode;

/// The ways in which samples are not taken or not answered.
public final class SampleProblem {

    public static final ProblemCode SAMPLES_BUSY =
            new ProblemCode("samples-busy", 503, "Samples cannot be taken or read at this moment");

    public static final ProblemCode SAMPLES_DAMAGED =
            new ProblemCode("samples-damaged", 409, "The file with a day of samples is damaged");

    private SampleProblem() {}
}
