using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Parsing;

namespace Rampart.Hosting;

/// <summary>Log lines for people: time, level, message, then which run, stage, item and message it is about unless the message says so itself.</summary>
sealed class TextLines : ITextFormatter
{
    static readonly string[] Place = ["Run", "Stage", "Item", "MessageId"];
    readonly MessageTemplateTextFormatter _message = new("{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}", CultureInfo.InvariantCulture);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        _message.Format(logEvent, output);
        HashSet<string> said = [.. logEvent.MessageTemplate.Tokens.OfType<PropertyToken>().Select(token => token.PropertyName)];
        foreach (string name in Place)
        {
            if (!said.Contains(name) && logEvent.Properties.TryGetValue(name, out LogEventPropertyValue? value))
            {
                output.Write($" {name}=");
                value.Render(output, "l", CultureInfo.InvariantCulture);
            }
        }
        output.WriteLine();
        if (logEvent.Exception is { } exception)
        {
            output.WriteLine(exception);
        }
    }
}
