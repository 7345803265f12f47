// Stand-in for Azure.AI.TextAnalytics 0.0.0-main: names from single source files.
// references: Azure.Core
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Azure.AI.TextAnalytics
{
    public class TextAnalyticsClient
    {
        public TextAnalyticsClient(Uri endpoint, AzureKeyCredential credential) { }

        public virtual Response<object> AnalyzeSentiment(string document, string language = default, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<Response<object>> AnalyzeSentimentAsync(string document, string language = default, CancellationToken cancellationToken = default) => throw null;
        public virtual Response<object> AnalyzeSentimentBatch(IEnumerable<string> documents) => throw null;
        public virtual Task<Response<object>> AnalyzeSentimentBatchAsync(IEnumerable<string> documents) => throw null;
        public virtual Response<object> DetectLanguage(string document) => throw null;
        public virtual Task<Response<object>> DetectLanguageAsync(string document) => throw null;
        public virtual Response<object> ExtractKeyPhrases(string document) => throw null;
        public virtual Task<Response<object>> ExtractKeyPhrasesAsync(string document) => throw null;
        public virtual object AnalyzeActions(WaitUntil waitUntil, IEnumerable<string> documents) => throw null;
        public virtual Task<object> AnalyzeActionsAsync(WaitUntil waitUntil, IEnumerable<string> documents) => throw null;
        public virtual object AnalyzeHealthcareEntities(WaitUntil waitUntil, IEnumerable<string> documents) => throw null;
        public virtual Task<object> AnalyzeHealthcareEntitiesAsync(WaitUntil waitUntil, IEnumerable<string> documents) => throw null;
        public virtual Task<object> AbstractiveSummarizeAsync(WaitUntil waitUntil, IEnumerable<string> documents) => throw null;
        public virtual object ExtractiveSummarize(WaitUntil waitUntil, IEnumerable<string> documents) => throw null;
        public virtual Task<object> ExtractiveSummarizeAsync(WaitUntil waitUntil, IEnumerable<string> documents) => throw null;
        public virtual object MultiLabelClassify(WaitUntil waitUntil, IEnumerable<string> documents, string projectName, string deploymentName) => throw null;
        public virtual Task<object> MultiLabelClassifyAsync(WaitUntil waitUntil, IEnumerable<string> documents, string projectName, string deploymentName) => throw null;
        public virtual Task<Response<object>> RecognizePiiEntitiesAsync(string document) => throw null;
        public virtual Task<object> SingleLabelClassifyAsync(WaitUntil waitUntil, IEnumerable<string> documents, string projectName, string deploymentName) => throw null;
    }
}
