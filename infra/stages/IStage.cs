using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>
/// The pure function behind a kind of work item. It sees parameters, inputs and a seed, and writes outputs; it knows no bus, no clock,
/// no machine. It runs on a thread of its own, with one intra-op thread.
/// </summary>
public interface IStage
{
    /// <summary>The kind, as in pipeline.yaml.</summary>
    string Kind { get; }

    /// <summary>A number that changes whenever the output for the same input changes; part of every execution key.</summary>
    int AlgorithmVersion { get; }

    /// <summary>What it promises about two executions of the same work. Another result than it allows is a fault.</summary>
    Determinism Determinism { get; }

    /// <summary>Executes one item and returns when its outputs are written.</summary>
    /// <exception cref="StageException">The work can't be done; the exception says what, where and how to fix it.</exception>
    void Execute(StageContext context);
}
