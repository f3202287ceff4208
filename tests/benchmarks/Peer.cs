using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Rampart.Benchmarks;

/// <summary>The eager PyTorch process (peer.py). It sits idle while we measure ourselves, and the other way round.</summary>
sealed class Peer : IDisposable
{
    readonly Process _process;

    public Peer(string script, object? sizes = null)
    {
        _process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("python3 did not start; run tests/benchmarks/run.sh, which installs what is missing.");
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(sizes ?? Sizes.ForPeer));
        using var hello = JsonDocument.Parse(Answer());
        Version = hello.RootElement.GetProperty("torch").GetString()!;
    }

    /// <summary>PyTorch's version.</summary>
    public string Version { get; }

    /// <summary>Seconds of one execution.</summary>
    public double Measure(string what) => double.Parse(Ask(what), CultureInfo.InvariantCulture);

    /// <summary>The answer to one line.</summary>
    public string Ask(string what)
    {
        _process.StandardInput.WriteLine(what);
        return Answer();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    string Answer() => _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException("The PyTorch peer ended; its error is above.");
}
