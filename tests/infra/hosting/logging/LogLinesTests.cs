using System.Text.Json;
using Microsoft.Extensions.Logging;
using Rampart.Bus;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace Rampart.Hosting.Tests;

public sealed partial class LogLinesTests
{
    const string Secret = "hunter2\"x";
    static readonly SecretMask Mask = SecretMask.Of(new RampartOptions { Store = "x", Bus = new BusOptions { Password = Secret } });

    [Fact]
    public void Every_line_of_an_item_carries_run_stage_item_and_message_as_json_properties()
    {
        using JsonDocument line = JsonDocument.Parse(Write(new RenderedCompactJsonFormatter(), InScope(logger => LogStep(logger, 7))));
        Assert.Equal(
            ["Took step 7.", "run-1", "mine", "shard-001", "0b0c"],
            new[] { "@m", "Run", "Stage", "Item", "MessageId" }.Select(name => line.RootElement.GetProperty(name).GetString()));
    }

    [Fact]
    public void Every_line_of_an_item_carries_run_stage_item_and_message_in_text() =>
        Assert.EndsWith("[INF] Took step 7. Run=run-1 Stage=mine Item=shard-001 MessageId=0b0c\n", Write(new TextLines(), InScope(logger => LogStep(logger, 7))));

    [Fact]
    public void Text_does_not_repeat_what_the_message_says() =>
        Assert.EndsWith("[INF] Run run-1 began. Stage=mine Item=shard-001 MessageId=0b0c\n", Write(new TextLines(), InScope(logger => LogBegan(logger, "run-1"))));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_secret_is_masked_in_message_property_and_exception(bool json)
    {
        string line = Write(json ? new RenderedCompactJsonFormatter() : new TextLines(), logger =>
        {
            using IDisposable? scope = logger.BeginScope(new Dictionary<string, object> { ["Run"] = Secret });
            LogRefused(logger, new InvalidOperationException($"Refused {Secret}", new IOException("amqp://user:other-one@host")), Secret);
        });
        Assert.DoesNotContain("hunter2", line);
        Assert.DoesNotContain("other-one", line);
        int masked = line.Split(SecretMask.Mark).Length - 1;
        Assert.Equal(json ? 5 : 4, masked); // message, scope, exception and its inner one; JSON has the message's value as a property as well
    }

    static Action<Microsoft.Extensions.Logging.ILogger> InScope(Action<Microsoft.Extensions.Logging.ILogger> log) => logger =>
    {
        using IDisposable? scope = logger.BeginScope(new Dictionary<string, object> { ["Run"] = "run-1", ["Stage"] = "mine", ["Item"] = "shard-001", ["MessageId"] = "0b0c" });
        log(logger);
    };

    static string Write(ITextFormatter formatter, Action<Microsoft.Extensions.Logging.ILogger> log)
    {
        var lines = new Lines(new MaskedLines(formatter, Mask));
        using Logger serilog = new LoggerConfiguration().WriteTo.Sink(lines).CreateLogger();
        using var provider = new SerilogLoggerProvider(serilog);
        using var factory = new LoggerFactory([provider]);
        log(factory.CreateLogger("test"));
        return lines.Text.ToString();
    }

    sealed class Lines(ITextFormatter formatter) : ILogEventSink
    {
        public StringWriter Text { get; } = new();

        public void Emit(LogEvent logEvent) => formatter.Format(logEvent, Text);
    }

    [LoggerMessage(LogLevel.Information, "Took step {Step}.")]
    static partial void LogStep(Microsoft.Extensions.Logging.ILogger logger, int step);

    [LoggerMessage(LogLevel.Information, "Run {Run} began.")]
    static partial void LogBegan(Microsoft.Extensions.Logging.ILogger logger, string run);

    [LoggerMessage(LogLevel.Error, "Refused {Password}.")]
    static partial void LogRefused(Microsoft.Extensions.Logging.ILogger logger, Exception e, string password);
}
