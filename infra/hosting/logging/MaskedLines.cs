using Serilog.Events;
using Serilog.Formatting;

namespace Rampart.Hosting;

/// <summary>Masks secrets in finished log lines, so that neither message nor property nor exception can carry one out.</summary>
sealed class MaskedLines(ITextFormatter lines, SecretMask mask) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter();
        lines.Format(logEvent, line);
        output.Write(mask.Apply(line.ToString()));
    }
}
