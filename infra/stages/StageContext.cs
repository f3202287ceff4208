using Rampart.Contracts;
using static TorchSharp.torch;

namespace Rampart.Stages;

/// <summary>Everything that a stage's execution sees.</summary>
/// <param name="Work">The work item: parameters, inputs, seed, numerics.</param>
/// <param name="Inputs">Reads the inputs.</param>
/// <param name="Outputs">Writes the outputs.</param>
/// <param name="Progress">Tells people how far it is; never part of a result.</param>
/// <param name="Warm">Objects kept from earlier items of this process, by digest.</param>
/// <param name="Cancellation">Asks to stop; the item is then done again later.</param>
public sealed record StageContext(
    WorkItem Work,
    IStageInputs Inputs,
    IStageOutputs Outputs,
    IProgress<StageProgress> Progress,
    WarmCache Warm,
    CancellationToken Cancellation)
{
    Device? _device;

    /// <summary>Where it computes, which is what the item's numerics declare. Models and batches go there; files are written from the processor.</summary>
    /// <exception cref="StageException">This worker does not have the device.</exception>
    public Device Device
    {
        get => _device ??= Numerics.Device(Work.Numerics);
        init => _device = value;
    }
}
