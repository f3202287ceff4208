namespace Rampart.Contracts;

/// <summary>All that can change the last bits of a result besides the work item itself.</summary>
/// <param name="Processor">The processor's model name.</param>
/// <param name="InstructionSet">The vector instructions that the tensor library uses, for example <c>AVX512</c>.</param>
/// <param name="TensorLibrary">Name and version, for example <c>libtorch 1.13.1</c>.</param>
/// <param name="LinearAlgebra">The BLAS behind it.</param>
/// <param name="Device">The compute device, <c>cpu</c> or a GPU's name with driver and library versions.</param>
/// <param name="IntraOpThreads">Threads within one operation; always 1 on CPU.</param>
public sealed record NumericsFingerprint(
    string Processor, string InstructionSet, string TensorLibrary, string LinearAlgebra, string Device, int IntraOpThreads);
