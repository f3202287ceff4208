using System.ComponentModel;
using Rampart.Learning.Data;
using Rampart.Pipeline.Parameters;

namespace Rampart.Preprocessing;

/// <summary>A published set whose unsafe instructions are asked. Adding one is its record and one line here.</summary>
[Variant("harmbench", typeof(HarmBenchParameters))]
[Variant("mm-safety-bench", typeof(MmSafetyBenchParameters))]
[Variant("vlguard", typeof(VlGuardParameters))]
public abstract record CorpusParameters
{
    /// <summary>How a work item names the file.</summary>
    internal const string Role = "corpus";

    /// <summary>The file.</summary>
    [Description("The set's file: HarmBench's behaviors (csv), a scenario of MM-SafetyBench or VLGuard's train or test (json).")]
    public required string Path { get; init; }

    /// <summary>Where the file lies.</summary>
    /// <exception cref="DataException">It is not there.</exception>
    internal string Locate() => File.Exists(Path) ? Path : throw new DataException("there is no such file", Path, "set safety.unsafe.corpus.path to the set's file");

    internal abstract IReadOnlyList<string> Read(SourceBytes source);
}

/// <summary>HarmBench's behaviors without an image.</summary>
public sealed record HarmBenchParameters : CorpusParameters
{
    internal override IReadOnlyList<string> Read(SourceBytes source) => RequestCorpus.HarmBench(source);
}

/// <summary>A scenario of MM-SafetyBench.</summary>
public sealed record MmSafetyBenchParameters : CorpusParameters
{
    internal override IReadOnlyList<string> Read(SourceBytes source) => RequestCorpus.MmSafetyBench(source);
}

/// <summary>VLGuard's unsafe instructions about safe images.</summary>
public sealed record VlGuardParameters : CorpusParameters
{
    internal override IReadOnlyList<string> Read(SourceBytes source) => RequestCorpus.VlGuard(source);
}
