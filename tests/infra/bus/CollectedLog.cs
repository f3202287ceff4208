using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Rampart.Bus.Tests;

/// <summary>Keeps what was logged, each line with the scopes around it.</summary>
sealed class CollectedLog : ILoggerProvider, ISupportExternalScope
{
    readonly ConcurrentQueue<string> _lines = new();
    IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IEnumerable<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    sealed class Logger(CollectedLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<string>();
            log._scopes.ForEachScope((scope, texts) => texts.Add(Text(scope)), scopes);
            log._lines.Enqueue($"{formatter(state, exception)} [{string.Join(" ", scopes)}]");
        }

        static string Text(object? scope) =>
            scope is IEnumerable<KeyValuePair<string, object?>> fields ? string.Join(" ", fields.Select(field => $"{field.Key}={field.Value}")) : $"{scope}";
    }
}
