namespace Rampart.Cli;

/// <summary>What the tool's exit codes mean.</summary>
static class ExitCode
{
    /// <summary>Done, all gates passed.</summary>
    public const int Ok = 0;

    /// <summary>The run ended, but failed, or a gate did; what was replayed differs.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the pipeline file is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Something outside is missing or can't be reached: a folder, a data set, a library; something could not be replayed.</summary>
    public const int Environment = 3;

    /// <summary>A defect of the tool.</summary>
    public const int Defect = 70;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupted = 130;
}
