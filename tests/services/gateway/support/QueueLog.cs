using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Rampart.Gateway.Tests;

/// <summary>Keeps what the gateway logs.</summary>
sealed class QueueLog : ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; set; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    sealed class Logger(QueueLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => category.StartsWith("Rampart.Gateway", StringComparison.Ordinal);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
            }
        }
    }
}
