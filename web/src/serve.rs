//! Serving until told to stop.

use crate::{WebState, router};
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// Serves the hub on `listener` until `shutdown` resolves; requests in work are finished.
pub async fn serve(
    listener: TcpListener,
    state: WebState,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let app = router(state).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app)
        .with_graceful_shutdown(shutdown)
        .await
}
